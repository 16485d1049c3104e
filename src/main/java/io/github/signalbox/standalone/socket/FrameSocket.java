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

    /** Writes what it has taken and what it has to say itself; false if there is no room for all of that. */
    default boolean drain() throws IOException {
        return true;
    }

    /** Nothing follows what it has taken, of which the client is to be told if there is a way. */
    default void finish() throws IOException {}

    /** Ends the connection, which cannot be written to. */
    void fail(IOException reason);
}
