package io.github.signalbox.endpoint;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a client of Undertow has asked at once is answered at once: while the thread that reads has frames of this client to
 * deliver, what is sent to it waits, and is written by one system call.
 *
 * <p>Undertow delivers each frame by a task, and queues the next when one is done. A task of ours between them that meets no message
 * since it last ran knows that there is none.
 *
 * <p>{@link #tryAdd} and {@link #written} are thread-safe, {@link #begin} is for the thread that delivers messages.
 */
final class Gathering {

    private static final Logger LOGGER = System.getLogger(Gathering.class.getName());

    /** More is under way only if the socket takes it. */
    private static final int MOST_BYTES = 16 * 1024;

    private final RemoteEndpoint remote;
    private final Thread reader;
    private final Executor readersTasks;
    private final AtomicInteger unwritten = new AtomicInteger();

    /** Only for the thread that reads. */
    private boolean begun;
    /** Whether a message has come since the task last ran. Only for the thread that reads. */
    private boolean fed;

    /**
     * Nothing gathered yet.
     *
     * @param remote the client
     * @param reader the thread that reads from it
     * @param readersTasks what it does next
     */
    Gathering(RemoteEndpoint remote, Thread reader, Executor readersTasks) {
        this.remote = remote;
        this.reader = reader;
        this.readersTasks = readersTasks;
    }

    /** A message is about to be handled. Where a server delivers messages on other threads than the one that reads, does nothing. */
    void begin() {
        if (Thread.currentThread() != reader) {
            return;
        }
        fed = true;
        if (!begun) {
            begun = true;
            allowBatching(true);
            endSoon();
        }
    }

    /** Whether a message that is about to be sent will be written soon, together with others; {@link #written} must follow then. */
    boolean tryAdd(int length) {
        if (Thread.currentThread() != reader || !begun || unwritten.get() + length > MOST_BYTES) {
            return false;
        }
        unwritten.addAndGet(length);
        return true;
    }

    /** A message that was added has been written, or never will be. */
    void written(int length) {
        unwritten.addAndGet(-length);
    }

    private void endSoon() {
        try {
            readersTasks.execute(this::endUnlessFed);
        } catch (RejectedExecutionException e) {
            // The server is on its way down.
            end();
        }
    }

    private void endUnlessFed() {
        if (fed) {
            fed = false;
            endSoon();
        } else {
            end();
        }
    }

    private void end() {
        begun = false;
        // In this order: what another thread sends in between is written by either.
        allowBatching(false);
        try {
            remote.flushBatch();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.DEBUG, "What was gathered could not be written; the end of the connection will be told", e);
        }
    }

    private void allowBatching(boolean allowed) {
        try {
            remote.setBatchingAllowed(allowed);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A session was gone before its messages could be gathered", e);
        }
    }
}
