package io.github.signalbox.standalone.socket;

import io.github.signalbox.codec.EncodedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for a socket, RFC 6455 section 5.2. Small ones are put together; large ones are kept as they are, so that a message
 * to many clients is in memory once.
 *
 * <p>Not thread-safe. Takes no memory to speak of while it is empty.
 */
final class FrameQueue {

    /** Takes bytes, and says how many: fewer than there are if it is full. */
    interface Target {

        long write(ByteBuffer bytes) throws IOException;

        long write(ByteBuffer[] bytes) throws IOException;
    }

    private static final int WHOLE_TEXT = 0x81;
    private static final int LONGEST_HEADER = 10;
    /** From here on a message is not copied. */
    private static final int LARGE = 8 * 1024;

    private static final int FIRST_ROOM = 128;
    /** Where a second message comes, more do. */
    private static final int GROWTH = 4;

    private static final int MOST_ROOM = 32 * 1024;
    private static final int MOST_AT_ONCE = 64;

    private final Deque<Chunk> chunks = new ArrayDeque<>(0);
    private long size;
    private long written;
    private int pongs;

    /** Bytes in a row, and who is to be told when they are written. */
    private static final class Chunk {
        private byte[] bytes;
        private int start;
        private int end;
        private final boolean growing;
        private boolean pong;
        private @Nullable Consumer<@Nullable Throwable> done;

        Chunk(byte[] bytes, int start, int end, boolean growing) {
            this.bytes = bytes;
            this.start = start;
            this.end = end;
            this.growing = growing;
        }

        boolean takes(int more) {
            return growing && done == null && (end + more <= bytes.length || end + more <= MOST_ROOM);
        }

        void reserve(int more) {
            if (end + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end + more, Math.min(GROWTH * bytes.length, MOST_ROOM)));
            }
        }
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** In bytes. */
    long size() {
        return size;
    }

    /** In bytes, of all that ever was here. */
    long written() {
        return written;
    }

    /** How many of the frames are pongs. */
    int pongs() {
        return pongs;
    }

    /** Adds a frame. */
    void add(ByteBuffer frame, boolean isPong, Consumer<@Nullable Throwable> done) {
        Chunk chunk;
        if (frame.hasArray()) {
            int start = frame.arrayOffset() + frame.position();
            chunk = new Chunk(frame.array(), start, start + frame.remaining(), false);
        } else {
            byte[] copy = new byte[frame.remaining()];
            frame.get(copy);
            chunk = new Chunk(copy, 0, copy.length, false);
        }
        chunks.add(chunk);
        size += chunk.end - chunk.start;
        chunk.done = done;
        chunk.pong = isPong;
        pongs += isPong ? 1 : 0;
    }

    /** Adds a message, in one frame. */
    void addText(EncodedMessage message) {
        int length = message.utf8Length();
        boolean large = length >= LARGE;
        Chunk chunk = room(LONGEST_HEADER + (large ? 0 : length));
        int before = chunk.end;
        putHeader(chunk, length);
        if (!large) {
            message.copyTo(chunk.bytes, chunk.end);
            chunk.end += length;
        }
        size += chunk.end - before;
        if (large) {
            chunks.add(new Chunk(message.utf8(), 0, length, false));
            size += length;
        }
    }

    /** Has somebody told when what was added last is written, and all before it. */
    void whenWritten(Consumer<@Nullable Throwable> done) {
        chunks.getLast().done = done;
    }

    private Chunk room(int length) {
        Chunk last = chunks.peekLast();
        if (last != null && last.takes(length)) {
            last.reserve(length);
            return last;
        }
        Chunk chunk = new Chunk(new byte[Math.max(FIRST_ROOM, length)], 0, 0, true);
        chunks.add(chunk);
        return chunk;
    }

    private static void putHeader(Chunk chunk, int length) {
        byte[] bytes = chunk.bytes;
        int i = chunk.end;
        bytes[i++] = (byte) WHOLE_TEXT;
        if (length < 126) {
            bytes[i++] = (byte) length;
        } else if (length < 65_536) {
            bytes[i++] = 126;
            bytes[i++] = (byte) (length >> 8);
            bytes[i++] = (byte) length;
        } else {
            bytes[i++] = 127;
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes[i++] = (byte) ((long) length >> shift);
            }
        }
        chunk.end = i;
    }

    /**
     * Writes as much as the socket takes.
     *
     * @param reports gets those who are to be told
     * @return false if it does not take all
     */
    boolean writeTo(Target socket, Deque<Runnable> reports) throws IOException {
        while (!chunks.isEmpty()) {
            long asked;
            long taken;
            if (chunks.size() == 1) {
                ByteBuffer only = buffer(chunks.getFirst());
                asked = only.remaining();
                taken = socket.write(only);
            } else {
                ByteBuffer[] several = new ByteBuffer[Math.min(chunks.size(), MOST_AT_ONCE)];
                Iterator<Chunk> each = chunks.iterator();
                asked = 0;
                for (int i = 0; i < several.length; i++) {
                    several[i] = buffer(each.next());
                    asked += several[i].remaining();
                }
                taken = socket.write(several);
            }
            drop(taken, reports);
            if (taken < asked) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer buffer(Chunk chunk) {
        return ByteBuffer.wrap(chunk.bytes, chunk.start, chunk.end - chunk.start);
    }

    private void drop(long taken, Deque<Runnable> reports) {
        size -= taken;
        written += taken;
        long rest = taken;
        Chunk first = chunks.peekFirst();
        while (first != null && first.end - first.start <= rest) {
            rest -= first.end - first.start;
            chunks.removeFirst();
            pongs -= first.pong ? 1 : 0;
            tell(first, null, reports);
            first = chunks.peekFirst();
        }
        if (first != null) {
            first.start += (int) rest;
        }
    }

    private static void tell(Chunk chunk, @Nullable Throwable failure, Deque<Runnable> reports) {
        Consumer<@Nullable Throwable> done = chunk.done;
        if (done != null) {
            reports.add(() -> done.accept(failure));
        }
    }

    /** Drops all. */
    void fail(Throwable reason, Deque<Runnable> reports) {
        for (Chunk chunk : chunks) {
            tell(chunk, reason, reports);
        }
        chunks.clear();
        size = 0;
        pongs = 0;
    }
}
