package io.github.signalbox.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has to do, one thing at a time and in order. At most one task of a lane is queued at the workers: it
 * drains all that has come in by then.
 *
 * <p>Thread-safe. Foreign code runs outside the lock.
 */
final class Lane {

    /** A piece of work. If it throws after all, the thread's handler for that is told and the lane goes on. */
    @FunctionalInterface
    interface Work {

        /**
         * Does it.
         *
         * @return false if it goes on elsewhere, so that the lane must wait until {@link Lane#release} is called
         */
        boolean run();
    }

    private final Executor workers;
    private final Transport transport;
    private final int limit;
    private final Runnable whenIdle;

    private final Deque<Work> queue = new ArrayDeque<>();
    /** Somebody works, or will: a worker, the thread that delivered a message, or an asynchronous answer. */
    private boolean busy = true;
    /** Too much waits, so the reader is held. */
    private boolean paused;

    private boolean closed;

    /**
     * A lane that takes work, and does none until {@link #release} is called for the first time.
     *
     * @param limit how much may wait before reading stops; it goes on when half of it is done
     * @param whenIdle called whenever there is nothing left to do
     */
    Lane(Executor workers, Transport transport, int limit, Runnable whenIdle) {
        this.workers = workers;
        this.transport = transport;
        this.limit = limit;
        this.whenIdle = whenIdle;
    }

    /** Does a piece of work on this thread; false if the lane is not idle, and then nothing is done. */
    boolean tryRun(Work work) {
        synchronized (this) {
            if (busy) {
                return false;
            }
            busy = true;
        }
        if (attempt(work)) {
            release();
        }
        return true;
    }

    /** Ends work that went on elsewhere; and begins the lane's life. */
    void release() {
        boolean idle;
        synchronized (this) {
            idle = queue.isEmpty();
            busy = !idle;
        }
        if (idle) {
            whenIdle.run();
        } else {
            dispatch();
        }
    }

    /** Queues work behind what is queued already. */
    void add(Work work) {
        synchronized (this) {
            queue.add(work);
            if (busy) {
                return;
            }
            busy = true;
        }
        dispatch();
    }

    /**
     * Stops reading if too much waits: by the transport's own means if it has any, else by holding this thread, which must be
     * the one that delivers messages.
     */
    void holdReaderWhileFull() {
        synchronized (this) {
            if (queue.size() < limit || closed) {
                return;
            }
            paused = true;
        }
        if (transport.pauseReading()) {
            if (!isPaused()) {
                // Drained between the two lines above: that resume came before this pause, and so was lost.
                transport.resumeReading();
            }
        } else {
            awaitRoom();
        }
    }

    /** Lets go a reader that is held, for good. What is queued is still done. */
    void close() {
        boolean resume;
        synchronized (this) {
            closed = true;
            resume = paused;
            paused = false;
            notifyAll();
        }
        if (resume) {
            transport.resumeReading();
        }
    }

    synchronized boolean isIdle() {
        return !busy;
    }

    /** Whether the reader is held, so that nothing can be heard from the client. */
    synchronized boolean isPaused() {
        return paused;
    }

    private synchronized void awaitRoom() {
        while (paused) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The container wants its thread back. Nothing is lost: reading goes on a little early.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void dispatch() {
        workers.execute(this::drain);
    }

    private void drain() {
        boolean idle;
        transport.gather();
        try {
            idle = drained();
        } finally {
            transport.flush();
        }
        if (idle) {
            whenIdle.run();
        }
    }

    /** Does what waits; false if the last of it goes on elsewhere. */
    private boolean drained() {
        Work work = next();
        while (work != null) {
            boolean done = attempt(work);
            // A handler may leave its thread interrupted, as it should when it has been; the next one has not been.
            boolean unused = Thread.interrupted();
            if (!done) {
                return false;
            }
            work = next();
            if (work != null) {
                // The next one may block, and must not hold up the answers before it.
                transport.flushSoon();
            }
        }
        return true;
    }

    /** A lane that stops in the middle would never hear its connection again, so it does not. */
    private static boolean attempt(Work work) {
        try {
            return work.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            return true;
        }
    }

    private @Nullable Work next() {
        Work work;
        boolean resume;
        synchronized (this) {
            work = queue.poll();
            busy = work != null;
            resume = paused && queue.size() <= limit / 2;
            if (resume) {
                paused = false;
                notifyAll();
            }
        }
        if (resume) {
            transport.resumeReading();
        }
        return work;
    }
}
