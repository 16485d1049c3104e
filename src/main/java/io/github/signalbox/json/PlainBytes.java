package io.github.signalbox.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through bytes for those that cannot stand in a JSON string as they are, eight at a time. */
final class PlainBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long QUESTION_MARKS = '?' * ONES;

    private PlainBytes() {}

    /** The index of the first quote, backslash or control character; the end if there is none. */
    static int firstSpecial(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            // Of several the lowest is right; those above it may be a borrow's.
            long found = (less(eight, SPACES) | zero(eight ^ QUOTES) | zero(eight ^ BACKSLASHES)) & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < end; i++) {
            byte b = bytes[i];
            if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
                return i;
            }
        }
        return end;
    }

    /** The index of the first question mark, which encoders put in the place of what has no encoding; the end if there is none. */
    static int firstQuestionMark(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long found = zero((long) LONGS.get(bytes, i) ^ QUESTION_MARKS) & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (bytes[i] == '?') {
                return i;
            }
        }
        return end;
    }

    private static long less(long eight, long than) {
        return (eight - than) & ~eight;
    }

    private static long zero(long eight) {
        return (eight - ONES) & ~eight;
    }
}
