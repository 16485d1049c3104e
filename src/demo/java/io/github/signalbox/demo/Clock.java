package io.github.signalbox.demo;

import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Tells the time, once a second or as often as the caller wants: a stream, which ends when the caller cancels it. */
@ApplicationScoped
class Clock {

    static final long SHORTEST = 10;
    static final long LONGEST = 60_000;
    private static final long SECOND = 1000;

    /** The {@code Params}: milliseconds from one tick to the next. */
    public record Interval(@Nullable Long millis) {}

    /**
     * An item.
     *
     * @param number counts from 1
     * @param time in UTC, as ISO-8601 has it
     */
    public record Tick(long number, String time) {}

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "demo-clock");
        thread.setDaemon(true);
        return thread;
    });

    Clock() {
        // Or what was cancelled would be kept until its next tick.
        timer.setRemoveOnCancelPolicy(true);
    }

    @Route("clock")
    Flow.Publisher<Tick> clock(@Nullable Interval interval) {
        Long given = interval == null ? null : interval.millis();
        long millis = given == null ? SECOND : given;
        if (millis < SHORTEST || millis > LONGEST) {
            throw new RouteException(
                    "clock needs millis from " + SHORTEST + " to " + LONGEST + ", for example {\"millis\":500}");
        }
        return subscriber -> subscriber.onSubscribe(new Ticking(subscriber, timer, Duration.ofMillis(millis)));
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
