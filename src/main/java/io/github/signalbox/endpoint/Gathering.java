package io.github.signalbox.endpoint;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a client of Undertow has asked at once is answered at once: what the thread that reads sends to it while it handles a message
 * waits until that thread has handled what has come, and is written by one system call.
 *
 * <p>Undertow handles what has come by a task. A task of ours that is queued behind it, and meets no message since it last ran, knows
 * that there is no more. Batching is allowed only while a message is handled, so that what Undertow sends by itself, pongs above all,
 * or other threads send is written at once, and what was gathered before it.
 *
 * <p>{@link #tryAdd} and {@link #written} are thread-safe, {@link #begin} and {@link #pause} are for the thread that delivers messages.
 */
final class Gathering {

    private static final Logger LOGGER = System.getLogger(Gathering.class.getName());

    /** More is under way only if the socket takes it. */
    private static final int MOST_BYTES = 16 * 1024;

    /** Undertow stops reading where more than 50 frames wait, without a word to anybody. */
    private static final int MOST_MESSAGES = 40;

    /** What other threads sent meanwhile waits for no more messages than that. */
    private static final int HANDLED_BETWEEN_WRITES = 32;

    private final RemoteEndpoint remote;
    private final Thread reader;
    private final Executor readersTasks;
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();

    /** Only for the thread that reads. */
    private boolean begun;
    /** Whether a message is being handled. Only for the thread that reads. */
    private boolean handling;
    /** Messages since what was gathered was last written. Only for the thread that reads. */
    private int handled;
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

    /**
     * A message is about to be handled; {@link #pause} must follow. Where a server delivers messages on other threads than the one
     * that reads, neither does anything.
     */
    void begin() {
        if (Thread.currentThread() != reader) {
            return;
        }
        fed = true;
        handled++;
        if (handled > HANDLED_BETWEEN_WRITES) {
            flush();
        }
        begun = begun || endsSoon();
        handling = begun;
        allowBatching(begun);
    }

    /** The message was handled. What was gathered stays where it is, until something else is written or nothing more has come. */
    void pause() {
        if (handling) {
            handling = false;
            allowBatching(false);
        }
    }

    /**
     * Whether a message that is about to be sent will be written soon, together with others; {@link #written} must follow then. If
     * there are enough of them, all are written with this one.
     */
    boolean tryAdd(int length) {
        if (Thread.currentThread() != reader || !handling) {
            return false;
        }
        if (unwritten.get() + length > MOST_BYTES || messages.get() == MOST_MESSAGES) {
            pause();
            return false;
        }
        unwritten.addAndGet(length);
        messages.incrementAndGet();
        return true;
    }

    /** A message that was added has been written, or never will be. */
    void written(int length) {
        unwritten.addAndGet(-length);
        messages.decrementAndGet();
    }

    private boolean endsSoon() {
        try {
            readersTasks.execute(this::endUnlessFed);
            return true;
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "Nothing is gathered any more, for the server is on its way down", e);
            return false;
        }
    }

    private void endUnlessFed() {
        begun = fed && endsSoon();
        fed = false;
        if (!begun) {
            flush();
        }
    }

    private void flush() {
        handled = 0;
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
