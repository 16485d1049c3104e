package io.github.signalbox.json;

/** What JSON text says, and how many bytes text takes. */
public final class JsonText {

    /** How many bytes of UTF-8 one {@code char} takes at most; a surrogate pair takes four for two. */
    public static final int MAX_BYTES_PER_CHAR = 3;

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /**
     * Appends the escape of a character.
     *
     * @param out gets a backslash, a u and four digits
     * @param c any character
     */
    public static void appendUnicodeEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }

    /**
     * What a string says.
     *
     * @param json well-formed JSON text
     * @param start where the string's inside begins, behind its quote
     * @param end where it ends, before its quote
     * @return the string, escapes resolved
     */
    public static String unescape(String json, int start, int end) {
        var out = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            int escape = json.indexOf('\\', i);
            if (escape < 0 || escape >= end) {
                escape = end;
            }
            out.append(json, i, escape);
            i = escape < end ? appendUnescaped(out, json, escape + 1) : end;
        }
        return out.toString();
    }

    /** What the escape says whose backslash stands before this index. Returns where it ends. */
    private static int appendUnescaped(StringBuilder out, String json, int index) {
        char escape = json.charAt(index);
        switch (escape) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                out.append((char) Integer.parseInt(json, index + 1, index + 5, 16));
                return index + 5;
            }
            default -> out.append(escape);
        }
        return index + 1;
    }

    /**
     * The size of a text.
     *
     * @param text any text
     * @return how many bytes it takes in UTF-8; an unpaired surrogate counts as the three of its replacement character
     */
    public static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : isPaired(text, i) ? 2 : MAX_BYTES_PER_CHAR;
        }
        return bytes;
    }

    /** Whether a half of a surrogate pair stands here, and the other half where it belongs. */
    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
