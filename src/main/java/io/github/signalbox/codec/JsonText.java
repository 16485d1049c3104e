package io.github.signalbox.codec;

/**
 * Strings to and from JSON text, and how many bytes text takes.
 *
 * <p>A Java string may hold half a surrogate pair, of which UTF-8 has no encoding: some containers send a question mark
 * then, some close the session. JSON can say it with an escape, and in JSON text it can only stand inside a string; so
 * an escape it is.
 */
final class JsonText {

    /** The value null. */
    static final String NULL = "null";

    /** How many bytes of UTF-8 one {@code char} takes at most; a surrogate pair takes four for two. */
    static final int MAX_BYTES_PER_CHAR = 3;

    /** What {@link #wellFormedLength} answers for text with unpaired surrogates. */
    static final int ILL_FORMED = -1;

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** The string as JSON text, with its quotes. */
    static String quote(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isSpecial(value.charAt(i))) {
                return quoteEscaping(value, i);
            }
        }
        return "\"" + value + "\"";
    }

    private static boolean isSpecial(char c) {
        return c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
    }

    private static String quoteEscaping(String value, int first) {
        var out = new StringBuilder(value.length() + 16).append('"').append(value, 0, first);
        for (int i = first; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isSpecial(c) || isPaired(value, i)) {
                out.append(c);
            } else {
                appendEscaped(out, c);
            }
        }
        return out.append('"').toString();
    }

    private static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> appendUnicodeEscape(out, c);
        }
    }

    /** Appends a backslash, a u and four digits. */
    static void appendUnicodeEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }

    /** What a string says whose inside stands between these two indexes of a well-formed JSON text. */
    static String unescape(String json, int start, int end) {
        var out = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            char c = json.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = json.charAt(i++);
            switch (escape) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(json, i, i + 4, 16));
                    i += 4;
                }
                default -> out.append(escape);
            }
        }
        return out.toString();
    }

    /**
     * How many bytes the text takes in UTF-8; an unpaired surrogate counts as the three of its replacement character.
     */
    static int utf8Length(String text) {
        int length = wellFormedLength(text);
        return length >= 0 ? length : countBytes(text);
    }

    private static int countBytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : isPaired(text, i) ? 2 : MAX_BYTES_PER_CHAR;
        }
        return bytes;
    }

    /** How many bytes the text takes in UTF-8, or {@link #ILL_FORMED}. */
    static int wellFormedLength(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (isPaired(text, i)) {
                bytes += 2;
                i++;
            } else {
                return ILL_FORMED;
            }
        }
        return bytes;
    }

    /** The same JSON text without unpaired surrogates; the same object if it has none. */
    static String wellFormed(String json) {
        if (wellFormedLength(json) != ILL_FORMED) {
            return json;
        }
        var out = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isSurrogate(c) && !isPaired(json, i)) {
                appendUnicodeEscape(out, c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether a half of a surrogate pair stands here, and the other half where it belongs. */
    static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
