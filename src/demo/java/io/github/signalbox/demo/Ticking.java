package io.github.signalbox.demo;

import io.github.signalbox.demo.Clock.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ticks for one subscriber, from its first request on. A tick that it has not asked for is left out: the time then is of no use
 * later. Thread-safe.
 */
final class Ticking implements Flow.Subscription {

    private final Flow.Subscriber<? super Tick> subscriber;
    private final ScheduledExecutorService timer;
    private final long nanos;

    private long wanted;
    private boolean cancelled;
    private @Nullable ScheduledFuture<?> ticks;
    /** Only for the timer's thread. */
    private long number;

    Ticking(Flow.Subscriber<? super Tick> subscriber, ScheduledExecutorService timer, Duration interval) {
        this.subscriber = subscriber;
        this.timer = timer;
        this.nanos = interval.toNanos();
    }

    @Override
    public synchronized void request(long n) {
        if (cancelled) {
            return;
        }
        if (n <= 0) {
            cancel();
            // On the timer's thread, as everything that the subscriber hears.
            timer.execute(
                    () -> subscriber.onError(new IllegalArgumentException("request(" + n + "), against rule 3.9")));
            return;
        }
        wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
        if (ticks == null) {
            ticks = timer.scheduleAtFixedRate(this::tick, 0, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (ticks != null) {
            ticks.cancel(false);
        }
    }

    private void tick() {
        number++;
        if (tryTake()) {
            subscriber.onNext(new Tick(
                    number, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
        }
    }

    private synchronized boolean tryTake() {
        if (cancelled || wanted == 0) {
            return false;
        }
        wanted--;
        return true;
    }
}
