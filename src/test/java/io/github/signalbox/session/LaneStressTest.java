package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.EncodedMessage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers, workers and asynchronous answers at once. */
@Timeout(60)
class LaneStressTest {

    private static final int MESSAGES = 20_000;

    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ExecutorService elsewhere = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        workers.shutdownNow();
        elsewhere.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void neitherLosesNorSwapsNorDoublesAnything(int limit) throws Exception {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        CountDownLatch all = new CountDownLatch(MESSAGES);
        Lane lane = new Lane(workers, FakeTransport.withoutPause(), limit, () -> {});
        lane.release();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // The reader is held whenever the lane is full, so this ends only if it is let go each time.
        for (int i = 0; i < MESSAGES; i++) {
            int number = i;
            Lane.Work work = () -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                done.add(number);
                atOnce.decrementAndGet();
                all.countDown();
                if (number % 7 == 0) {
                    elsewhere.execute(lane::release);
                    return false;
                }
                return true;
            };
            if (number % 3 != 0 || !lane.tryRun(work)) {
                lane.add(work);
                lane.holdReaderWhileFull();
            }
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done)
                .containsExactlyElementsOf(IntStream.range(0, MESSAGES).boxed().toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void neverLeavesATransportPausedForEver() throws Exception {
        CountDownLatch all = new CountDownLatch(MESSAGES);
        Gate gate = new Gate();
        Lane lane = new Lane(workers, gate, 4, () -> {});
        lane.release();

        for (int i = 0; i < MESSAGES; i++) {
            // As a container: nothing is delivered while it is paused.
            gate.awaitOpen();
            lane.add(() -> {
                all.countDown();
                return true;
            });
            lane.holdReaderWhileFull();
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        gate.awaitOpen();
    }

    @Test
    void tellsThatItIsIdleAfterTheLast() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicInteger done = new AtomicInteger();
            AtomicBoolean toldAfterTheLast = new AtomicBoolean();
            CountDownLatch told = new CountDownLatch(1);
            Lane lane = new Lane(workers, FakeTransport.reading(), 1000, () -> {
                if (done.get() == 40) {
                    toldAfterTheLast.set(true);
                    told.countDown();
                }
            });
            lane.release();

            Together.run(4, number -> IntStream.range(0, 10).forEach(i -> lane.add(() -> done.incrementAndGet() > 0)));

            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(toldAfterTheLast.get())).containsExactly(true);
        }
    }

    /** A transport that delivers nothing while it is paused. */
    private static final class Gate implements Transport {

        private boolean paused;

        synchronized void awaitOpen() throws InterruptedException {
            while (paused) {
                wait();
            }
        }

        @Override
        public synchronized boolean pauseReading() {
            paused = true;
            return true;
        }

        @Override
        public synchronized void resumeReading() {
            paused = false;
            notifyAll();
        }

        @Override
        public void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
            throw new AssertionError("A lane sends nothing");
        }

        @Override
        public void ping() {
            throw new AssertionError("A lane sends nothing");
        }

        @Override
        public void close(int closeCode, String reason) {
            throw new AssertionError("A lane closes nothing");
        }

        @Override
        public void abort() {
            throw new AssertionError("A lane closes nothing");
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
