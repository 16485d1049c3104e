package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.config.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Settings often =
            Settings.defaults().toBuilder().handlerTimeout(Duration.ofMillis(1)).build();

    @Test
    void beatsOnAfterABeatThatThrows() throws Exception {
        CountDownLatch beats = new CountDownLatch(3);
        AtomicReference<Throwable> uncaught = new AtomicReference<>();

        try (Heartbeat heart = new Heartbeat(often, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.set(thrown));
            beats.countDown();
            throw new IllegalStateException("beat");
        })) {
            assertThat(heart).isNotNull();
            assertThat(beats.await(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(uncaught.get()).hasMessage("beat");
    }

    @Test
    void beatsOnADaemonAndStopsWhenItIsClosed() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Heartbeat heart = new Heartbeat(often, () -> {
            thread.set(Thread.currentThread());
            first.countDown();
        });
        first.await();

        heart.close();
        Thread beating = Objects.requireNonNull(thread.get());
        beating.join();

        assertThat(beating.getName()).isEqualTo("signalbox-heartbeat");
        assertThat(beating.isDaemon()).isTrue();
    }
}
