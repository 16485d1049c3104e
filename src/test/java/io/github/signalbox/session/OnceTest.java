package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnceTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void doesItOnce() {
        Once once = new Once(count::incrementAndGet);

        once.run();
        once.run();

        assertThat(count).hasValue(1);
    }

    @Test
    void holdsWhoComesWhileItIsBeingDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Once once = new Once(() -> {
            begun.countDown();
            awaitQuietly(released);
            count.incrementAndGet();
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(once::run, threads);
        begun.await();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(
                () -> {
                    waiter.set(Thread.currentThread());
                    once.run();
                    return count.get();
                },
                threads);
        while (waiter.get() == null || waiter.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        released.countDown();

        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        first.get(30, TimeUnit.SECONDS);
    }

    @Test
    void doesNotHoldTheThreadThatDoesIt() {
        AtomicReference<Once> itself = new AtomicReference<>();
        itself.set(new Once(() -> {
            itself.get().run();
            count.incrementAndGet();
        }));

        itself.get().run();

        assertThat(count).hasValue(1);
    }

    @Test
    void isDoneWhenItHasFailed() {
        Once once = new Once(() -> {
            throw new IllegalStateException("planned");
        });

        assertThatThrownBy(once::run).hasMessage("planned");

        once.run();
        once.await();
    }

    @Test
    void letsGoOfAThreadThatIsInterrupted() {
        Once never = new Once(count::incrementAndGet);
        Thread.currentThread().interrupt();

        never.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(count).hasValue(0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
