package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void runOnTheThreadsTheyAreGiven() {
        QueuedThreads threads = new QueuedThreads();
        List<String> done = new ArrayList<>();

        new Workers(threads).execute(() -> done.add("work"));
        assertThat(done).isEmpty();
        threads.run();

        assertThat(done).containsExactly("work");
    }

    @Test
    void leaveWhatTheHandlersThreadsRefuseToThoseOfTheSockets() {
        ExecutorService full = Executors.newSingleThreadExecutor();
        full.shutdown();
        QueuedThreads sockets = new QueuedThreads();
        List<String> done = new ArrayList<>();

        new Workers(full, sockets, Runnable::run).execute(() -> done.add("work"));
        assertThat(done)
                .as("not by whoever brings it, who may be the heartbeat")
                .isEmpty();
        sockets.run();

        assertThat(done).containsExactly("work");
    }

    @Test
    void doWhatTheThreadsRefuse() {
        ExecutorService stopped = Executors.newSingleThreadExecutor();
        stopped.shutdown();
        List<Thread> done = new ArrayList<>();

        new Workers(stopped).execute(() -> done.add(Thread.currentThread()));

        assertThat(done).containsExactly(Thread.currentThread());
    }
}
