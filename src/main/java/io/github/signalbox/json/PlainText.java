package io.github.signalbox.json;

/**
 * Looks through a text for characters that a JSON string cannot hold as they are: quotes, backslashes, control characters. Not
 * thread-safe.
 *
 * <p>The beginning is read with {@link String#charAt}, and what is long in blocks of bytes, see {@link PlainBytes}: in a server, where
 * the compiler has much else to do with the loop, that takes a third of the time. The upper half of a character is cut off for it, so
 * what looks special in text that is not Latin may not be: from there on, more of it is read by the character each time.
 */
final class PlainText {

    /** More than there is between two escapes in most texts. */
    private static final int SHORT = 128;

    private static final int LARGEST_BLOCK = 1024;
    /** How much more is read by the character after each mistake. */
    private static final int WARINESS = 4;

    private final String text;
    /** Nothing, until there is a long string. */
    private byte[] block = {};

    private int stretch = SHORT;

    PlainText(String text) {
        this.text = text;
    }

    /** The index of the first special character from here on; the end if there is none. */
    int end(int from) {
        int i = from;
        while (true) {
            int near = text.length() - i <= stretch ? text.length() : i + stretch;
            i = endOfCharacters(i, near);
            if (i < near || i == text.length()) {
                return i;
            }
            i = endOfBlocks(i);
            if (i == text.length() || isSpecial(text.charAt(i))) {
                return i;
            }
            stretch = text.length() / WARINESS < stretch ? text.length() : stretch * WARINESS;
        }
    }

    private int endOfCharacters(int from, int end) {
        // A loop that only counts: the compiler drops its range checks then.
        for (int i = from; i < end; i++) {
            if (isSpecial(text.charAt(i))) {
                return i;
            }
        }
        return end;
    }

    /** The index of the first character that looks special; the end if there is none. */
    private int endOfBlocks(int from) {
        int i = from;
        for (int size = SHORT; i < text.length(); size = Math.min(2 * size, LARGEST_BLOCK)) {
            int length = Math.min(size, text.length() - i);
            int plain = plainBytes(i, length);
            i += plain;
            if (plain < length) {
                return i;
            }
        }
        return i;
    }

    @SuppressWarnings("deprecation") // what it does to characters that are no bytes is looked after above
    private int plainBytes(int from, int length) {
        if (block.length < length) {
            block = new byte[length];
        }
        text.getBytes(from, from + length, block, 0);
        return PlainBytes.firstSpecial(block, 0, length);
    }

    private static boolean isSpecial(char c) {
        return c <= '\\' && (c == '"' || c == '\\' || c < ' ');
    }
}
