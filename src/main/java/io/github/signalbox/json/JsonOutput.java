package io.github.signalbox.json;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON text as it is written, in UTF-8 from the beginning: strings, text that is JSON already, and as a {@link Writer} whatever a
 * provider of JSON writes.
 *
 * <p>A Java string may hold half a surrogate pair, of which UTF-8 has no encoding. JSON can say it with an escape, and in JSON text it
 * can only stand inside a string; so an escape it becomes.
 *
 * <p>Not thread-safe. Throws for nothing that it is given but null, and needs no closing.
 */
public final class JsonOutput extends Writer {

    /** From here on a string is encoded by the JDK, which does it many characters at a time. */
    private static final int LONG = 32;

    private static final int LONGEST_ESCAPE = 6;
    private static final int NONE = 0;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NOTHING = {};
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int count;
    /** The first half of a pair, of which a {@code write} may not have seen the second. */
    private int half = NONE;

    private JsonOutput(byte[] memory) {
        this.bytes = memory;
    }

    /**
     * What is written to an output, from the first byte to the last.
     *
     * @param content writes it; what it throws is passed on
     * @return UTF-8, the caller's own
     */
    public static byte[] bytes(JsonContent content) {
        var out = new JsonOutput(SpareMemory.take());
        content.writeTo(out);
        out.endHalf();
        byte[] written = Arrays.copyOf(out.bytes, out.count);
        byte[] memory = out.bytes;
        // Whoever has kept the output, and writes to it later, does not write into the next message.
        out.bytes = NOTHING;
        SpareMemory.giveBack(memory);
        return written;
    }

    /**
     * Writes a string, with its quotes and the escapes that it needs.
     *
     * @param value any string
     */
    public void string(String value) {
        put('"');
        text(value, 0, value.length(), true);
        put('"');
    }

    /**
     * Writes text that is JSON already.
     *
     * @param text holds it
     * @param start where it begins
     * @param end where it ends
     */
    public void json(String text, int start, int end) {
        text(text, start, end, false);
    }

    /**
     * Writes text that is JSON already.
     *
     * @param text all of it
     */
    public void json(String text) {
        text(text, 0, text.length(), false);
    }

    /** Writes one character of ASCII. */
    void put(char c) {
        endHalf();
        reserve(1);
        bytes[count++] = (byte) c;
    }

    @Override
    public void write(int c) {
        character((char) c);
    }

    @Override
    public void write(String text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            character(text.charAt(i));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            character(text[i]);
        }
    }

    @Override
    public void flush() {
        // Goes nowhere.
    }

    @Override
    public void close() {
        // Whoever wrote a value closes it; the message may go on.
    }

    private void text(String text, int start, int end, boolean escaping) {
        endHalf();
        int length = end - start;
        if (length < LONG) {
            characters(text, start, end, escaping);
            return;
        }
        String part = length == text.length() ? text : text.substring(start, end);
        byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
        if (isIllFormed(part, encoded)) {
            characters(part, 0, length, escaping);
        } else {
            encoded(encoded, escaping);
        }
    }

    /** Whether the encoder has put question marks in the place of what has no encoding: there are more of them then. */
    private static boolean isIllFormed(String text, byte[] encoded) {
        int inText = -1;
        int inBytes = -1;
        do {
            inBytes = PlainBytes.firstQuestionMark(encoded, inBytes + 1, encoded.length);
            inText = text.indexOf('?', inText + 1);
        } while (inText >= 0 && inBytes < encoded.length);
        return inBytes < encoded.length;
    }

    private void encoded(byte[] text, boolean escaping) {
        reserve(text.length);
        int from = 0;
        while (from < text.length) {
            int plain = escaping ? PlainBytes.firstSpecial(text, from, text.length) : text.length;
            reserve(plain - from);
            System.arraycopy(text, from, bytes, count, plain - from);
            count += plain - from;
            from = plain;
            if (from < text.length) {
                escape((char) text[from]);
                from++;
            }
        }
    }

    private void characters(String text, int start, int end, boolean escaping) {
        int i = start;
        while (i < end) {
            i = plainCharacters(text, i, end, escaping);
            if (i < end) {
                char c = text.charAt(i);
                if (c < 0x80 && half == NONE) {
                    escape(c);
                } else if (escaping && isSpecial(c)) {
                    endHalf();
                    escape(c);
                } else {
                    character(c);
                }
                i++;
            }
        }
        endHalf();
    }

    /** Writes characters of ASCII as they are, up to one that cannot be; returns its index. */
    private int plainCharacters(String text, int start, int end, boolean escaping) {
        if (half != NONE) {
            return start;
        }
        reserve(end - start);
        byte[] target = bytes;
        int next = count;
        int i = start;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (escaping && isSpecial(c))) {
                break;
            }
            target[next++] = (byte) c;
        }
        count = next;
        return i;
    }

    private static boolean isSpecial(char c) {
        return c < ' ' || c == '"' || c == '\\';
    }

    private void character(char c) {
        if (half != NONE && Character.isLowSurrogate(c)) {
            int codePoint = Character.toCodePoint((char) half, c);
            half = NONE;
            reserve(4);
            bytes[count++] = (byte) (0xf0 | codePoint >> 18);
            bytes[count++] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
            bytes[count++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
            bytes[count++] = (byte) (0x80 | (codePoint & 0x3f));
            return;
        }
        endHalf();
        if (Character.isHighSurrogate(c)) {
            half = c;
        } else if (Character.isLowSurrogate(c)) {
            unicodeEscape(c);
        } else {
            encode(c);
        }
    }

    private void encode(char c) {
        reserve(3);
        if (c < 0x80) {
            bytes[count++] = (byte) c;
        } else if (c < 0x800) {
            bytes[count++] = (byte) (0xc0 | c >> 6);
            bytes[count++] = (byte) (0x80 | (c & 0x3f));
        } else {
            bytes[count++] = (byte) (0xe0 | c >> 12);
            bytes[count++] = (byte) (0x80 | (c >> 6 & 0x3f));
            bytes[count++] = (byte) (0x80 | (c & 0x3f));
        }
    }

    private void endHalf() {
        if (half != NONE) {
            char alone = (char) half;
            half = NONE;
            unicodeEscape(alone);
        }
    }

    private void escape(char c) {
        int letter =
                switch (c) {
                    case '"', '\\' -> c;
                    case '\b' -> 'b';
                    case '\f' -> 'f';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    case '\t' -> 't';
                    default -> NONE;
                };
        if (letter == NONE) {
            unicodeEscape(c);
            return;
        }
        reserve(2);
        bytes[count++] = '\\';
        bytes[count++] = (byte) letter;
    }

    private void unicodeEscape(char c) {
        reserve(LONGEST_ESCAPE);
        bytes[count++] = '\\';
        bytes[count++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[count++] = HEX[c >> shift & 0xf];
        }
    }

    private void reserve(int more) {
        if (bytes.length - count < more) {
            long needed = (long) count + more;
            if (needed > LARGEST_ARRAY) {
                throw new OutOfMemoryError("A message of more than " + LARGEST_ARRAY + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, needed), LARGEST_ARRAY));
        }
    }
}
