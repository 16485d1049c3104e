package io.github.signalbox.standalone.socket;

import java.io.IOException;

/** Takes the bytes of frames, and has {@link FrameWriter#writable} called when there is room again. No method blocks. */
interface FrameSocket extends FrameQueue.Target {

    boolean isOpen();

    /** Has it called when the socket takes more again. Outside the writer's lock. */
    void awaitWritable();

    /** It need not be called. By the thread that calls it: somebody else's wish to be told comes behind this. */
    void stopAwaiting();

    /** Whether all that it has taken is with the kernel. */
    default boolean isDrained() {
        return true;
    }

    /** Has it called once that is so. Outside the writer's lock. */
    default void awaitDrained() {}

    /** Ends the connection, which cannot be written to. */
    void fail(IOException reason);
}
