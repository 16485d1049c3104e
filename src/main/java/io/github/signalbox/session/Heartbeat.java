package io.github.signalbox.session;

import io.github.signalbox.config.Settings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The one clock of an application: deadlines, pings, leases and the sweep are checked together at its beat, so that no message
 * has to schedule anything.
 *
 * <p>Its thread runs no code of the application, so it needs nothing of the container's contexts.
 */
final class Heartbeat implements AutoCloseable {

    /** No deadline is missed by more than this part of it. */
    private static final int PRECISION = 20;

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(250);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread beating = new Thread(work, "signalbox-heartbeat");
        beating.setDaemon(true);
        return beating;
    });

    @SuppressWarnings("FutureReturnValueIgnored") // the beat throws nothing, so its future has nothing to tell
    Heartbeat(Settings settings, Runnable beat) {
        long period = period(settings).toNanos();
        thread.scheduleWithFixedDelay(() -> attempt(beat), period, period, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** The executor would drop a beat that throws, without a word and with it every deadline. */
    private static void attempt(Runnable beat) {
        try {
            beat.run();
        } catch (RuntimeException | Error e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    private static Duration period(Settings settings) {
        Duration part = Stream.of(settings.handlerTimeout(), settings.pingInterval(), settings.pingTimeout())
                .min(Duration::compareTo)
                .map(shortest -> shortest.dividedBy(PRECISION))
                .orElse(LONGEST);
        if (part.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }
}
