package io.github.signalbox.functional;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline; a test that needs no waiting does not wait. */
public final class Await {

    /** Ample: only a test that fails takes that long. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As long as a client that was lost may count where a server forgets to tell: ping-interval and ping-timeout, and some. */
    static final Duration UNTIL_PINGS_TELL = Duration.ofSeconds(60);

    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, PATIENCE, condition);
    }

    /** For what a server may take its time for. */
    static void until(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("While waiting: " + what);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + patience.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Tries until the work takes less than the limit: whatever else the machine does makes it slower, never faster. */
    public static void quick(Duration limit, Callable<Duration> work) throws Exception {
        List<Duration> tries = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not once in less than " + limit + ": " + tries);
            }
            tries.add(work.call());
        } while (tries.get(tries.size() - 1).compareTo(limit) >= 0);
    }
}
