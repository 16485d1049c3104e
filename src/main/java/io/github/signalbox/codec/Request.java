package io.github.signalbox.codec;

import io.github.signalbox.json.JsonSlice;
import io.github.signalbox.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * One message from a client, decoded: which route is asked for, with which Params, and the Id to answer with. Made by
 * {@link EnvelopeDecoder}.
 *
 * <p>A message that is not a request is an invalid Request, to be answered with {@code Invalid JSON payload}. Its Id is
 * known if the text is JSON all the same.
 *
 * <p>Immutable. Keeps the message's text for as long as it lives.
 */
public final class Request {

    private static final String NO_ROUTE = "";

    private final String text;
    private final String route;
    private final @Nullable String id;
    private final int paramsStart;
    private final int paramsEnd;

    /** An invalid one of which nothing is known. */
    Request(String text) {
        this(text, null);
    }

    /** An invalid one that may have an Id. */
    Request(String text, @Nullable String id) {
        this(text, NO_ROUTE, id, 0, 0);
    }

    /** A valid one; no Params if they end at 0. */
    Request(String text, String route, @Nullable String id, int paramsStart, int paramsEnd) {
        this.text = text;
        this.route = route;
        this.id = id;
        this.paramsStart = paramsStart;
        this.paramsEnd = paramsEnd;
    }

    /**
     * Whether the message is a request.
     *
     * @return false if it is not JSON, not an object, has no good Route or a bad Id
     */
    public boolean valid() {
        return !route.isEmpty();
    }

    /**
     * The route that is asked for.
     *
     * @return 1 to 200 characters of the caller's choice, escapes resolved; empty if the request is invalid
     */
    public String route() {
        return route;
    }

    /**
     * The Params as they stand in the message.
     *
     * @return the place where they stand; that of a {@code null} if there are none or the request is invalid
     */
    public JsonSlice params() {
        return paramsEnd == 0 ? JsonSlice.NULL : new JsonSlice(text, paramsStart, paramsEnd);
    }

    /**
     * The Id as it stands in the message, quotes and escapes included, to be repeated in the answer.
     *
     * @return JSON text, or null if there is none, it is bad, or the message is not JSON
     */
    public @Nullable String id() {
        return id;
    }

    /**
     * The Id such that two Ids are equal exactly if their keys are, however they are written: a letter is the same as
     * its escape, the number 7 is not the same as the string.
     *
     * @return a key to compare, not JSON text; null if there is no Id
     */
    public @Nullable String idKey() {
        String raw = id;
        if (raw == null) {
            return null;
        }
        if (raw.charAt(0) == '"') {
            // The opening quote stays, so that no string looks like an integer.
            return raw.substring(0, 1) + JsonText.unescape(raw, 1, raw.length() - 1);
        }
        return raw.equals("-0") ? "0" : raw;
    }

    /**
     * Whether the whole message is larger than a limit. Counts only where the number of characters leaves a doubt.
     *
     * @param maxBytes the limit, in bytes of UTF-8
     * @return true if it is larger
     */
    public boolean exceeds(int maxBytes) {
        int length = text.length();
        if (length > maxBytes) {
            return true;
        }
        return (long) length * JsonText.MAX_BYTES_PER_CHAR > maxBytes && JsonText.utf8Length(text) > maxBytes;
    }

    /**
     * The beginning of the message, for a log.
     *
     * @return one line of at most 100 characters of the caller's, what is not printable escaped
     */
    @Override
    public String toString() {
        return "Request[" + CallerText.forLog(text) + "]";
    }
}
