package io.github.signalbox.endpoint;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a client's frames before the container does. A large one goes on as fragments, because there are containers that take
 * fragments of any number and no large frame; a message that is larger than its limit goes no further, and is not kept, nor does a
 * large binary frame. What breaks other rules of RFC 6455, section 5, is left for the container to find. For one thread at a time.
 */
final class FrameCutter {

    /** Why a message goes no further. */
    enum Unwanted {
        /** There is more of it than there may be. */
        TOO_LARGE,
        /** It is no text. */
        BINARY
    }

    /** A multiple of four, so that each fragment begins with the first byte of the mask. */
    static final int FRAGMENT = 65_536;

    /**
     * How much of a frame that is too large is read before its client is told. A client that is told while it writes may find its
     * connection reset before it has read why.
     */
    static final int MOST_DISCARDED = 16 * 1024 * 1024;

    /** How long such a frame may take, since a client sends no pong in the middle of one. */
    private static final long LONGEST_DISCARDING = TimeUnit.SECONDS.toNanos(2);

    private static final int LONGEST_HEAD = 14;
    private static final int SHORTEST_HEAD = 2;
    private static final int FIN = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int FIRST_CONTROL = 8;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MASK_BYTES = 4;

    private final int maxMessageSize;
    private final LongSupplier clock;

    /** What has come of the next frame's head; while the payload comes, that of its frame. */
    private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);

    /** What has come, or was announced, of the message. */
    private long message;
    /** What has not come of the frame's payload. */
    private long left;
    /** What has not come of the fragment, if the frame is cut. */
    private long leftOfFragment;

    private boolean cut;
    private @Nullable Unwanted refused;
    private long refusedAt;
    private long discarded;

    /**
     * Before the first byte.
     *
     * @param maxMessageSize in bytes
     * @param clock in nanoseconds
     */
    FrameCutter(int maxMessageSize, LongSupplier clock) {
        this.maxMessageSize = maxMessageSize;
        this.clock = clock;
    }

    /** What the container is to have of these bytes, and of those that were held back before; maybe the same buffer. */
    ByteBuffer pass(ByteBuffer in) {
        if (refused != null && left >= in.remaining()) {
            discard(in, in.remaining());
            return in;
        }
        if (refused == null && !cut && left >= in.remaining()) {
            left -= in.remaining();
            return in;
        }
        ByteBuffer out =
                ByteBuffer.allocate(LONGEST_HEAD + in.remaining() + (in.remaining() / FRAGMENT + 2) * LONGEST_HEAD);
        while (in.hasRemaining()) {
            if (left > 0) {
                passPayload(in, out);
            } else if (refused != null) {
                in.position(in.limit());
            } else {
                passHead(in, out);
            }
        }
        return out.flip();
    }

    /** What the client is to be told now, which hears nothing else any more; null if nothing. */
    @Nullable
    Unwanted unwanted() {
        if (refused == null) {
            return null;
        }
        boolean now = left == 0 || discarded >= MOST_DISCARDED || clock.getAsLong() - refusedAt > LONGEST_DISCARDING;
        return now ? refused : null;
    }

    private void passHead(ByteBuffer in, ByteBuffer out) {
        head.put(in.get());
        if (head.position() < SHORTEST_HEAD || head.position() < headLength()) {
            return;
        }
        head.flip();
        int opcode = head.get(0) & OPCODE;
        left = payloadLength();
        if (opcode < FIRST_CONTROL) {
            refused = refusal(opcode);
            refusedAt = clock.getAsLong();
        }
        if (left < 0) {
            // Not a length, section 5.2. There is no telling where such a frame ends.
            left = Long.MAX_VALUE;
        }
        cut = opcode < FIRST_CONTROL && left > FRAGMENT;
        if (refused == null && !cut) {
            out.put(head);
        }
        head.clear();
    }

    private @Nullable Unwanted refusal(int opcode) {
        if (opcode == BINARY && (left < 0 || left > FRAGMENT)) {
            return Unwanted.BINARY;
        }
        return left < 0 || (isText(opcode) && !fits(opcode)) ? Unwanted.TOO_LARGE : null;
    }

    private static boolean isText(int opcode) {
        return opcode == TEXT || opcode == CONTINUATION;
    }

    private boolean fits(int opcode) {
        if (opcode == TEXT) {
            message = 0;
        }
        if (left > maxMessageSize - message) {
            return false;
        }
        message += left;
        return true;
    }

    private int headLength() {
        int second = head.get(1);
        int length = second & LENGTH;
        int more = length == EIGHT_BYTES ? Long.BYTES : length == TWO_BYTES ? Short.BYTES : 0;
        return SHORTEST_HEAD + more + ((second & MASKED) == 0 ? 0 : MASK_BYTES);
    }

    private long payloadLength() {
        int length = head.get(1) & LENGTH;
        return switch (length) {
            case TWO_BYTES -> Short.toUnsignedInt(head.getShort(SHORTEST_HEAD));
            case EIGHT_BYTES -> head.getLong(SHORTEST_HEAD);
            default -> length;
        };
    }

    private void passPayload(ByteBuffer in, ByteBuffer out) {
        if (refused != null) {
            discard(in, (int) Math.min(in.remaining(), left));
            return;
        }
        if (cut && leftOfFragment == 0) {
            beginFragment(out);
        }
        int length = (int) Math.min(in.remaining(), cut ? leftOfFragment : left);
        out.put(in.slice(in.position(), length));
        in.position(in.position() + length);
        left -= length;
        if (cut) {
            leftOfFragment -= length;
            cut = left > 0;
        }
    }

    private void discard(ByteBuffer in, int length) {
        in.position(in.position() + length);
        left -= length;
        discarded += length;
    }

    /** The head of the frame again, with another length; the next one is that of a continuation, section 5.4. */
    private void beginFragment(ByteBuffer out) {
        leftOfFragment = Math.min(left, FRAGMENT);
        int first = head.get(0);
        int fin = leftOfFragment == left ? first & FIN : 0;
        int second = head.get(1);
        out.put((byte) ((first & ~FIN) | fin))
                .put((byte) ((second & MASKED) | EIGHT_BYTES))
                .putLong(leftOfFragment);
        if ((second & MASKED) != 0) {
            out.putInt(head.getInt(SHORTEST_HEAD + Long.BYTES));
        }
        // Of no text or binary frame any more.
        head.put(0, (byte) ((first & FIN) | CONTINUATION));
    }
}
