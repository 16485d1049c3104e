package io.github.signalbox.codec;

import jakarta.websocket.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a text message into a {@link Request}. Never throws, because what a container does then ranges from nothing
 * to a session that hangs: a message that is not a request decodes to an invalid one. Thread-safe; knows nothing of
 * size limits.
 *
 * <p>Text that is not well-formed UTF-16 is taken as it is.
 */
public final class EnvelopeDecoder implements Decoder.Text<Request> {

    /**
     * How many arrays and objects may stand inside each other in Params or any other member. A message that goes deeper is
     * not JSON for us.
     */
    public static final int MAX_DEPTH = 1000;

    /** One for each session, made by the container. */
    public EnvelopeDecoder() {}

    /**
     * Decodes a message.
     *
     * @param text the message; null is an invalid request
     * @return the request, perhaps an invalid one
     */
    @Override
    public Request decode(@Nullable String text) {
        return text == null ? new Request("") : EnvelopeScanner.scan(text);
    }

    /**
     * Accepts every message, so that each is answered.
     *
     * @param text the message
     * @return true
     */
    @Override
    public boolean willDecode(@Nullable String text) {
        return true;
    }
}
