package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.signalbox.RouteException;
import io.github.signalbox.demo.Clock.Interval;
import io.github.signalbox.demo.Clock.Tick;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickingTest {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final Ticking ticking = new Ticking(new Listener(), timer, Duration.ofMillis(1));

    @BeforeEach
    void forgetWhatIsCancelled() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private @Nullable Object next() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void ticksAsOftenAsItIsAskedTo() throws Exception {
        ticking.request(2);
        assertThat(next()).isInstanceOfSatisfying(Tick.class, tick -> assertThat(tick.number())
                .isEqualTo(1));
        assertThat(next()).isInstanceOf(Tick.class);

        // Ticks that nobody asks for go by: as many as the timer does before this.
        timer.submit(() -> {}).get(30, TimeUnit.SECONDS);
        assertThat(heard).isEmpty();
        ticking.request(1);
        assertThat(next()).isInstanceOfSatisfying(Tick.class, tick -> assertThat(tick.number())
                .isGreaterThan(2));
    }

    @Test
    void stopsItsTimerWhenItIsCancelled() throws Exception {
        ticking.request(Long.MAX_VALUE);
        ticking.request(Long.MAX_VALUE);
        next();

        ticking.cancel();
        ticking.cancel();
        ticking.request(1);

        // Behind a tick that was under way.
        timer.submit(() -> {}).get(30, TimeUnit.SECONDS);
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void failsWhereItIsAskedForNothing() throws Exception {
        ticking.request(0);

        assertThat(next()).isInstanceOf(IllegalArgumentException.class);
        assertThat(timer.getQueue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, Clock.SHORTEST - 1, Clock.LONGEST + 1})
    void refusesWhatIsNoInterval(long millis) {
        Clock clock = new Clock();
        try {
            assertThatExceptionOfType(RouteException.class)
                    .isThrownBy(() -> clock.clock(new Interval(millis)))
                    .withMessageStartingWith("clock needs millis from 10 to 60000");
            assertThat(Objects.requireNonNull(clock.clock(null))).isNotNull();
        } finally {
            clock.stop();
        }
    }

    private final class Listener implements Flow.Subscriber<Tick> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            heard.add(subscription);
        }

        @Override
        public void onNext(Tick tick) {
            heard.add(tick);
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(failure);
        }

        @Override
        public void onComplete() {
            heard.add("end");
        }
    }
}
