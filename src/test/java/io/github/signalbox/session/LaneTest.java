package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneTest {

    private final QueuedThreads threads = new QueuedThreads();
    private final FakeTransport transport = FakeTransport.reading();
    private final List<String> done = new ArrayList<>();
    private final AtomicInteger idle = new AtomicInteger();
    private final Lane lane = lane(transport, 4);

    @Test
    void worksInOrder() {
        lane.release();
        lane.add(work("a"));
        lane.add(work("b"));
        lane.add(work("c"));

        threads.run();

        assertThat(done).containsExactly("a", "b", "c");
        assertThat(lane.isIdle()).isTrue();
    }

    @Test
    void workThatLeavesItsThreadInterruptedDoesNotInterruptWhatFollows() {
        lane.release();
        lane.add(() -> {
            Thread.currentThread().interrupt();
            return true;
        });
        lane.add(() -> done.add(Thread.currentThread().isInterrupted() ? "interrupted" : "undisturbed"));

        threads.run();

        assertThat(done).containsExactly("undisturbed");
    }

    @Test
    void doesNothingBeforeItIsReleased() {
        lane.add(work("a"));
        threads.run();
        assertThat(done).isEmpty();

        lane.release();
        threads.run();

        assertThat(done).containsExactly("a");
    }

    @Test
    void queuesAtMostOneTaskAtTheWorkers() {
        lane.release();
        lane.add(work("a"));
        lane.add(work("b"));

        assertThat(threads.size()).isEqualTo(1);
    }

    @Test
    void runsOnThisThreadOnlyWhenIdle() {
        lane.release();
        assertThat(lane.tryRun(work("here"))).isTrue();
        lane.add(work("queued"));

        assertThat(lane.tryRun(work("refused"))).isFalse();

        threads.run();
        assertThat(done).containsExactly("here", "queued");
    }

    @Test
    void keepsWhatComesWhileItRunsOnThisThread() {
        lane.release();
        lane.tryRun(() -> {
            lane.add(work("behind"));
            return work("here").run();
        });

        threads.run();

        assertThat(done).containsExactly("here", "behind");
    }

    @Test
    void waitsForWorkThatGoesOnElsewhere() {
        lane.release();
        lane.add(() -> false);
        lane.add(work("after"));
        threads.run();
        assertThat(done).isEmpty();
        assertThat(lane.isIdle()).isFalse();

        lane.release();
        threads.run();

        assertThat(done).containsExactly("after");
    }

    @Test
    void tellsWheneverNothingIsLeft() {
        lane.release();
        assertThat(idle).hasValue(1);
        lane.add(work("a"));
        lane.add(work("b"));
        threads.run();
        assertThat(idle).hasValue(2);

        lane.tryRun(work("c"));

        assertThat(idle).hasValue(3);
    }

    @Test
    void goesOnAfterWorkThatThrows() {
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        RuntimeException failure = new IllegalStateException("logger");
        try {
            lane.release();
            lane.tryRun(() -> {
                throw failure;
            });
            lane.add(() -> {
                throw failure;
            });
            lane.add(work("after"));
            threads.run();
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }

        assertThat(done).containsExactly("after");
        assertThat(uncaught).containsExactly(failure, failure);
        assertThat(lane.isIdle()).isTrue();
    }

    @Test
    void pausesTheTransportWhenTooMuchWaitsAndResumesItWhenHalfIsDone() {
        lane.release();
        fill(lane, 4);
        lane.holdReaderWhileFull();
        assertThat(transport.paused()).isTrue();
        assertThat(lane.isPaused()).isTrue();

        lane.add(() -> {
            done.add("paused: " + transport.paused());
            return true;
        });
        threads.run();

        assertThat(done).endsWith("paused: false");
        assertThat(lane.isPaused()).isFalse();
    }

    @Test
    void doesNotPauseBeforeTheLimit() {
        lane.release();
        fill(lane, 3);

        lane.holdReaderWhileFull();

        assertThat(transport.paused()).isFalse();
    }

    @Test
    void readsOnIfAllWasDoneBeforeThePauseTookHold() {
        lane.release();
        fill(lane, 4);
        transport.beforePause(threads::run);

        lane.holdReaderWhileFull();

        assertThat(transport.paused()).isFalse();
    }

    @Test
    void readsOnWithALimitOfOne() {
        Lane narrow = lane(transport, 1);
        narrow.release();
        fill(narrow, 1);
        narrow.holdReaderWhileFull();
        assertThat(transport.paused()).isTrue();

        threads.run();

        assertThat(transport.paused()).isFalse();
    }

    @Test
    void holdsTheReaderWhereTheTransportCannotPause() throws Exception {
        Lane held = lane(FakeTransport.withoutPause(), 4);
        held.release();
        fill(held, 4);
        Thread reader = reader(held);

        threads.run();
        reader.join();

        assertThat(done).hasSize(4);
    }

    @Test
    void letsAReaderGoWhenItCloses() throws Exception {
        Lane held = lane(FakeTransport.withoutPause(), 4);
        held.release();
        fill(held, 4);
        Thread reader = reader(held);

        held.close();
        reader.join();
        held.holdReaderWhileFull();

        assertThat(done).isEmpty();
        threads.run();
        assertThat(done).hasSize(4);
    }

    @Test
    void letsAnInterruptedReaderGo() throws Exception {
        Lane held = lane(FakeTransport.withoutPause(), 4);
        held.release();
        fill(held, 4);
        boolean[] interrupted = new boolean[1];
        Thread reader = new Thread(() -> {
            held.holdReaderWhileFull();
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        reader.start();

        reader.interrupt();
        reader.join();

        assertThat(interrupted[0]).isTrue();
    }

    private Lane lane(Transport socket, int limit) {
        return new Lane(threads, socket, limit, idle::incrementAndGet);
    }

    private Lane.Work work(String name) {
        return () -> done.add(name);
    }

    private void fill(Lane full, int count) {
        for (int i = 0; i < count; i++) {
            full.add(work("w" + i));
        }
    }

    /** A thread that is held. */
    private static Thread reader(Lane lane) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            started.countDown();
            lane.holdReaderWhileFull();
        });
        reader.start();
        started.await();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return reader;
    }
}
