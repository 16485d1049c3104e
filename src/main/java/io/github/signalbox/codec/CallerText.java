package io.github.signalbox.codec;

import io.github.signalbox.json.JsonText;

/**
 * Text that came from a caller, made fit to be shown elsewhere: a caller chooses its length and may put anything into
 * it, line breaks and what turns the direction of writing among it.
 */
public final class CallerText {

    /** How many characters of a caller's text are ever repeated, a surrogate pair being one. */
    public static final int MAX_LENGTH = 100;

    private CallerText() {}

    /**
     * The beginning of a caller's text, as it is. Half a surrogate pair is not left over.
     *
     * @param text anything
     * @return at most {@value #MAX_LENGTH} characters
     */
    static String excerpt(String text) {
        if (text.length() <= MAX_LENGTH || text.codePointCount(0, text.length()) <= MAX_LENGTH) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH));
    }

    /**
     * The beginning of a caller's text, for a line of a log. What is not printable, breaks the line or turns the
     * direction of writing becomes a backslash, a u and four digits.
     *
     * @param text anything
     * @return one line that stands for at most {@value #MAX_LENGTH} characters of the text
     */
    public static String forLog(String text) {
        String excerpt = excerpt(text);
        for (int i = 0; i < excerpt.length(); i += Character.charCount(excerpt.codePointAt(i))) {
            if (!isPrintable(excerpt.codePointAt(i))) {
                return escaped(excerpt, i);
            }
        }
        return excerpt;
    }

    private static String escaped(String text, int first) {
        var out = new StringBuilder(text.length() + 16).append(text, 0, first);
        text.codePoints().skip(text.codePointCount(0, first)).forEach(codePoint -> {
            if (isPrintable(codePoint)) {
                out.appendCodePoint(codePoint);
                return;
            }
            for (char c : Character.toChars(codePoint)) {
                JsonText.appendUnicodeEscape(out, c);
            }
        });
        return out.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
