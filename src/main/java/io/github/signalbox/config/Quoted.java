package io.github.signalbox.config;

/**
 * Text that others wrote, made fit for a message or a log line: between quotes, on one line, and short.
 */
public final class Quoted {

    private static final int LONGEST = 100;

    private Quoted() {}

    /**
     * The text between single quotes. Characters that could break a line or turn it around (controls, line separators,
     * direction marks, lone surrogates) are written as {@code \}{@code u000a}; what goes beyond 100 characters is cut.
     *
     * @param text anything
     * @return one line
     */
    public static String text(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST) + 3).append('\'');
        int end = Math.min(text.length(), LONGEST);
        int next;
        for (int at = 0; at < end; at = next) {
            int character = text.codePointAt(at);
            next = at + Character.charCount(character);
            if (next > end) {
                break;
            }
            if (isPlain(character)) {
                line.appendCodePoint(character);
            } else {
                line.append(String.format("\\u%04x", character));
            }
        }
        return line.append(text.length() > LONGEST ? "…'" : "'").toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
