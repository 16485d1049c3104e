package io.github.signalbox.standalone.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends what threads have gathered that are busy with something else by now: a handler that blocks must not hold up the answers
 * before it. Its thread wakes every millisecond while there is something to send, and sleeps otherwise.
 */
final class LateFlush implements AutoCloseable {

    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Queue<Batch> watched = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "signalbox-flush");
    private volatile boolean asleep;
    private volatile boolean closed;

    LateFlush() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Has a batch sent within two milliseconds, and again as long as each time there is more. */
    void watch(Batch batch) {
        watched.add(batch);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            if (watched.isEmpty()) {
                sleep();
            } else {
                LockSupport.parkNanos(BEAT_NANOS);
                watched.removeIf(Batch::endWatchIfIdle);
                watched.forEach(Batch::flush);
            }
        }
    }

    private void sleep() {
        asleep = true;
        // After the line above: whoever adds from now on wakes this thread.
        if (watched.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
