package io.github.signalbox.standalone.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a client's bytes into whole frames, and refuses at its header what must not be read. Does no I/O, unmasks nothing.
 *
 * <p>Tyrus alone accepts unmasked frames, limits only fragmented messages, and answers a frame that outgrows its buffer with
 * 1011. A header announces the length, so what is too big is refused before a byte of it is kept.
 *
 * <p>For one thread at a time, but for {@link #closeSeen}.
 */
final class FrameReader {

    private static final int FIN = 0x80;
    private static final int WHOLE_TEXT = 0x81;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int CONTROL = 0x08;
    private static final int CLOSE = 0x08;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int MASKING_KEY = 4;
    private static final int LONGEST_HEADER = 14;
    private static final byte[] NOTHING = {};

    private final int maxMessageSize;
    /** The beginning of a frame whose end has not come yet; {@link #held} bytes of it count. */
    private byte[] partial = NOTHING;

    private int held;
    private long messageSize;
    private boolean inFragments;
    private boolean wholeText;
    private volatile boolean closeSeen;

    /** @param maxMessageSize in bytes, of one message in one frame or in fragments */
    FrameReader(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /** Whether the client's close frame has come by. */
    boolean closeSeen() {
        return closeSeen;
    }

    /** Whether the last frame is a text message, and all of it. */
    boolean isWholeText() {
        return wholeText;
    }

    /**
     * The next whole frame.
     *
     * @param bytes what has come from the client; read up to the end of the frame. The frame may share its memory
     * @return null if the frame does not end in these bytes; they are kept then
     */
    @Nullable
    ByteBuffer next(ByteBuffer bytes) throws FrameRefused {
        if (!bytes.hasRemaining()) {
            return null;
        }
        if (held == 0) {
            int size = frameSize(bytes, bytes.position(), bytes.limit());
            if (size >= 0 && size <= bytes.remaining()) {
                ByteBuffer frame = bytes.slice(bytes.position(), size);
                bytes.position(bytes.position() + size);
                return whole(frame);
            }
        }
        return completed(bytes);
    }

    private @Nullable ByteBuffer completed(ByteBuffer bytes) throws FrameRefused {
        int size = frameSize(ByteBuffer.wrap(partial), 0, held);
        while (size < 0 && bytes.hasRemaining()) {
            hold(bytes, 1, LONGEST_HEADER);
            size = frameSize(ByteBuffer.wrap(partial), 0, held);
        }
        if (size < 0) {
            return null;
        }
        hold(bytes, Math.min(size - held, bytes.remaining()), size);
        if (held < size) {
            return null;
        }
        ByteBuffer frame = ByteBuffer.wrap(partial, 0, size);
        partial = NOTHING;
        held = 0;
        return whole(frame);
    }

    /** Grows with what has come, not with what was announced: an announcement costs the client nothing. */
    private void hold(ByteBuffer bytes, int count, int most) {
        if (partial.length < held + count) {
            partial = Arrays.copyOf(partial, (int) Math.min(most, Math.max((held + count) * 2L, LONGEST_HEADER)));
        }
        bytes.get(partial, held, count);
        held += count;
    }

    private ByteBuffer whole(ByteBuffer frame) {
        int first = frame.get(0) & 0xff;
        if ((first & OPCODE) == CLOSE) {
            closeSeen = true;
        }
        if ((first & CONTROL) == 0) {
            wholeText = first == WHOLE_TEXT && !inFragments;
            inFragments = (first & FIN) == 0;
            messageSize = inFragments ? messageSize + payloadSize(frame) : 0;
        } else {
            wholeText = false;
        }
        return frame;
    }

    private static long payloadSize(ByteBuffer frame) {
        int length = frame.get(1) & LENGTH;
        int header = 2 + (length < 126 ? 0 : length == 126 ? 2 : 8) + MASKING_KEY;
        return frame.limit() - (long) header;
    }

    /** Header and payload together, or -1 if these bytes do not tell yet. */
    private int frameSize(ByteBuffer bytes, int start, int end) throws FrameRefused {
        int length = start + 2;
        if (end < length) {
            return -1;
        }
        int first = bytes.get(start);
        int second = bytes.get(start + 1);
        check(first, second);
        int extended = (second & LENGTH) < 126 ? 0 : (second & LENGTH) == 126 ? 2 : 8;
        if (end - length < extended) {
            return -1;
        }
        long payload = extended == 0
                ? second & LENGTH
                : extended == 2 ? bytes.getShort(length) & 0xffff : bytes.getLong(length);
        boolean shorter = extended == 2 ? payload < 126 : extended == 8 && payload < 65_536;
        if (payload < 0 || shorter) {
            throw FrameRefused.protocolError(payload < 0 ? "Frame length out of range" : "Frame length not minimal");
        }
        if ((first & CONTROL) == 0 && payload > maxMessageSize - messageSize) {
            throw FrameRefused.tooBig();
        }
        long size = 2L + extended + MASKING_KEY + payload;
        if (size > Integer.MAX_VALUE - 8) {
            throw FrameRefused.tooBig();
        }
        return (int) size;
    }

    private static void check(int first, int second) throws FrameRefused {
        int opcode = first & OPCODE;
        if ((first & RESERVED) != 0) {
            throw FrameRefused.protocolError("Reserved bits are set");
        }
        if ((opcode > 2 && opcode < 8) || opcode > 10) {
            throw FrameRefused.protocolError("Unknown opcode");
        }
        if ((second & MASKED) == 0) {
            throw FrameRefused.protocolError("Frame is not masked");
        }
        if (opcode >= CONTROL && ((first & FIN) == 0 || (second & LENGTH) > 125)) {
            throw FrameRefused.protocolError("Bad control frame");
        }
    }
}
