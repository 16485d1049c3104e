package io.github.signalbox.standalone.socket;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Memory in which something is encrypted on its way to a socket. Not one for each thread: of virtual ones there may be many. */
final class EncryptedBuffers {

    /** In bytes: three whole records, and room for one that is not. */
    static final int SIZE = 64 * 1024;

    private static final BlockingQueue<ByteBuffer> IDLE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    private EncryptedBuffers() {}

    /** An empty one, to be given back. */
    static ByteBuffer take() {
        @Nullable ByteBuffer idle = IDLE.poll();
        return idle == null ? ByteBuffer.allocateDirect(SIZE) : idle.clear();
    }

    static void give(ByteBuffer buffer) {
        // More than are used at a time are not kept.
        boolean unused = IDLE.offer(buffer);
    }
}
