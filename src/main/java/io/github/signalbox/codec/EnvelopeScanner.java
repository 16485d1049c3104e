package io.github.signalbox.codec;

import io.github.signalbox.json.JsonCursor;
import io.github.signalbox.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's envelope in one pass over its text: no tree, no recursion, no copy but of the route and the Id. The
 * whole text has been checked to be JSON when it is done; Params and members that mean nothing here are passed over,
 * not kept.
 */
final class EnvelopeScanner {

    private static final int MAX_ROUTE_LENGTH = 200;
    private static final int MAX_ID_LENGTH = 64;

    /** 2^53 - 1: beyond it, JavaScript and many others read another number than was written. */
    private static final long MAX_SAFE_INTEGER = 9_007_199_254_740_991L;

    /** How many characters {@link #MAX_SAFE_INTEGER} takes with a sign. */
    private static final int MAX_INTEGER_LENGTH = 17;

    /** How many characters one character may take when it is written as an escape. */
    private static final int ESCAPE_LENGTH = 6;

    /** The bit in which a small letter of ASCII differs from the large one. */
    private static final int CASE = 0x20;

    private enum Member {
        ROUTE("Route"),
        PARAMS("Params"),
        ID("Id"),
        OTHER("");

        private final String text;

        Member(String text) {
            this.text = text;
        }
    }

    private final String text;
    private final JsonCursor cursor;

    private @Nullable String route;
    private @Nullable String id;
    private boolean badId;
    private int paramsStart;
    private int paramsEnd;

    private EnvelopeScanner(String text) {
        this.text = text;
        this.cursor = new JsonCursor(text, EnvelopeDecoder.MAX_DEPTH);
    }

    /**
     * Reads one message.
     *
     * @param text the message, whatever it is
     * @return the request, or an invalid one
     */
    static Request scan(String text) {
        var scanner = new EnvelopeScanner(text);
        return scanner.skipMessage() ? scanner.request() : new Request(text);
    }

    private Request request() {
        if (route == null || badId) {
            return new Request(text, id);
        }
        return new Request(text, route, id, paramsStart, paramsEnd);
    }

    /** Passes the whole text, noting what counts; false if it is not one JSON object and nothing else. */
    private boolean skipMessage() {
        cursor.skipWhiteSpace();
        if (!cursor.skip('{')) {
            return false;
        }
        cursor.skipWhiteSpace();
        if (!cursor.skip('}') && !skipMembers()) {
            return false;
        }
        cursor.skipWhiteSpace();
        return cursor.atEnd();
    }

    private boolean skipMembers() {
        do {
            cursor.skipWhiteSpace();
            if (!skipMember()) {
                return false;
            }
            cursor.skipWhiteSpace();
        } while (cursor.skip(','));
        return cursor.skip('}');
    }

    private boolean skipMember() {
        int nameStart = cursor.position() + 1;
        if (!cursor.skipString()) {
            return false;
        }
        Member member = member(nameStart, cursor.position() - 1);
        if (!cursor.skipColon()) {
            return false;
        }
        int start = cursor.position();
        if (!cursor.skipValue()) {
            return false;
        }
        int end = cursor.position();
        switch (member) {
            case ROUTE -> route = string(start, end, MAX_ROUTE_LENGTH);
            case PARAMS -> {
                paramsStart = start;
                paramsEnd = end;
            }
            case ID -> {
                boolean good = isInteger(start, end) || string(start, end, MAX_ID_LENGTH) != null;
                id = good ? text.substring(start, end) : null;
                badId = !good;
            }
            case OTHER -> {}
        }
        return true;
    }

    /** Which member has the name between these two indexes, that of the string passed last. */
    private Member member(int start, int end) {
        if (cursor.escaped()) {
            return end - start > ESCAPE_LENGTH * Member.PARAMS.text.length()
                    ? Member.OTHER
                    : named(JsonText.unescape(text, start, end), 0, -1);
        }
        return named(text, start, end - start);
    }

    private static Member named(String in, int start, int length) {
        Member candidate =
                switch (length < 0 ? in.length() : length) {
                    case 2 -> Member.ID;
                    case 5 -> Member.ROUTE;
                    case 6 -> Member.PARAMS;
                    default -> Member.OTHER;
                };
        return isNamed(in, start, candidate.text) ? candidate : Member.OTHER;
    }

    /** In any case, as far as ASCII goes: the dotless i and the long s of Unicode are letters of their own. */
    private static boolean isNamed(String in, int start, String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((in.charAt(start + i) | CASE) != (name.charAt(i) | CASE)) {
                return false;
            }
        }
        return true;
    }

    /** The value between these two indexes, if it is a string that is neither empty nor longer than this. */
    private @Nullable String string(int start, int end, int maxLength) {
        if (text.charAt(start) != '"') {
            return null;
        }
        String value =
                cursor.escaped() ? JsonText.unescape(text, start + 1, end - 1) : text.substring(start + 1, end - 1);
        boolean fits = value.length() <= maxLength || value.codePointCount(0, value.length()) <= maxLength;
        return fits && !value.isEmpty() ? value : null;
    }

    /** Whether the value between these two indexes is an integer that every JSON reader takes for the same number. */
    private boolean isInteger(int start, int end) {
        if (end - start > MAX_INTEGER_LENGTH) {
            return false;
        }
        int digits = text.charAt(start) == '-' ? start + 1 : start;
        for (int i = digits; i < end; i++) {
            if (!JsonCursor.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return Long.parseLong(text, digits, end, 10) <= MAX_SAFE_INTEGER;
    }
}
