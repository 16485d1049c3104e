package io.github.signalbox.standalone.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the text of a client's frame, RFC 6455 sections 5.3 and 5.6. */
final class TextFrame {

    private static final int LENGTH = 0x7f;
    private static final int MASKING_KEY = 4;
    private static final int USUAL_SIZE = 16 * 1024;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** For the threads that read, of which there are few. */
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[USUAL_SIZE]);

    /** What a decoder puts in the place of what it cannot read; only where it is found is there a doubt. */
    private static final char REPLACEMENT = '\uFFFD';

    private TextFrame() {}

    /**
     * The text of a whole frame of a client.
     *
     * @param frame masked, with its header; left as it is
     * @return null if the text is not well-formed, or holds the replacement character, which looks the same here
     */
    static @Nullable String text(ByteBuffer frame) {
        int start = frame.position();
        int length = frame.get(start + 1) & LENGTH;
        int key = start + (length < 126 ? 2 : length == 126 ? 4 : 10);
        int size = frame.limit() - key - MASKING_KEY;
        byte[] payload = size <= USUAL_SIZE ? SCRATCH.get() : new byte[size];
        frame.get(key + MASKING_KEY, payload, 0, size);
        unmask(payload, size, frame.getInt(key));
        String text = new String(payload, 0, size, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : null;
    }

    private static void unmask(byte[] payload, int size, int key) {
        long twice = ((long) key << 32) | (key & 0xffff_ffffL);
        int i = 0;
        for (; i <= size - Long.BYTES; i += Long.BYTES) {
            LONGS.set(payload, i, (long) LONGS.get(payload, i) ^ twice);
        }
        for (; i < size; i++) {
            payload[i] ^= (byte) (key >> (24 - 8 * (i & 3)));
        }
    }
}
