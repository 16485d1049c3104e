package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class ConnectionRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whoever causes work does it: the registry waits for fractions of a second only, which a thread may take to get going. */
    private final Bench bench = new Bench(Runnable::run);

    private final ConnectionRegistry registry = bench.registry;

    @Test
    void sendsTheAnswersInFlightBeforeItCloses() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        AttentiveClient client = new AttentiveClient();
        LiveConnection connection = bench.connect(client);
        client.answerFor(connection);
        bench.receive(connection, "{\"Route\":\"async\"}");

        CompletableFuture<Void> closing =
                CompletableFuture.runAsync(() -> registry.close(PATIENCE), task -> new Thread(task).start());
        result.complete("done");
        closing.get(30, TimeUnit.SECONDS);

        assertThat(client.frames()).containsExactly("\"done\"", "CLOSE 1001 Server is stopping");
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
        assertThat(registry.count()).isZero();
    }

    @Test
    void doesNotWaitLongerThanItsPatience() {
        bench.route("async", (params, call) -> new CompletableFuture<>());
        AttentiveClient client = new AttentiveClient();
        LiveConnection connection = bench.connect(client);
        client.answerFor(connection);
        bench.receive(connection, "{\"Route\":\"async\"}");

        registry.close(Duration.ofMillis(1));

        assertThat(client.frames()).containsExactly("CLOSE 1001 Server is stopping");
        assertThat(registry.count()).isZero();
    }

    /** Longer than clients get to answer, and than it may take at least. */
    @Test
    void tellsEverybodyHoweverLongThatTakesWithinItsPatience() {
        AtomicBoolean busy = new AtomicBoolean();
        Executor slow = CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS);
        Bench machine = new Bench(task -> {
            if (busy.get()) {
                slow.execute(task);
            } else {
                task.run();
            }
        });
        AttentiveClient client = new AttentiveClient();
        client.answerFor(machine.connect(client));
        busy.set(true);

        machine.registry.close(PATIENCE);

        assertThat(client.frames()).containsExactly("CLOSE 1001 Server is stopping");
    }

    @Test
    void dropsClientsThatDoNotAnswerAndTellsOfTheirEnd() {
        FakeTransport mute = FakeTransport.reading();
        bench.connect(mute);

        registry.close(PATIENCE);

        assertThat(mute.frames()).containsExactly("CLOSE 1001 Server is stopping");
        assertThat(mute.aborted()).isTrue();
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
    }

    @Test
    void takesNobodyInWhenItIsClosed() {
        registry.close(PATIENCE);

        assertThat(registry.tryAdd(bench.unopened(FakeTransport.reading()))).isFalse();
        assertThat(registry.count()).isZero();
    }

    @Test
    void closesEverybodyWhoCameInWhileItClosed() throws Exception {
        Queue<AttentiveClient> in = new ConcurrentLinkedQueue<>();
        Queue<LiveConnection> out = new ConcurrentLinkedQueue<>();

        Together.run(8, part -> {
            if (part == 0) {
                registry.close(PATIENCE);
                return;
            }
            for (int i = 0; i < 50; i++) {
                AttentiveClient client = new AttentiveClient();
                LiveConnection connection = bench.unopened(client);
                client.answerFor(connection);
                if (registry.tryAdd(connection)) {
                    in.add(client);
                    connection.open();
                } else {
                    out.add(connection);
                }
            }
        });

        assertThat(in.size() + out.size()).isEqualTo(350);
        assertThat(in).allMatch(client -> client.frames().contains("CLOSE 1001 Server is stopping"));
        assertThat(registry.count()).isZero();
        assertThat(bench.events.stream().filter(event -> event.startsWith("closed")))
                .hasSize(in.size());
    }

    @Test
    void closesOnce() {
        AttentiveClient client = new AttentiveClient();
        client.answerFor(bench.connect(client));

        registry.close(PATIENCE);
        registry.close(PATIENCE);

        assertThat(client.frames()).hasSize(1);
    }

    @Test
    @Timeout(60)
    void holdsNobodyForGoodWhomNobodyIsToldFor() {
        registry.awaitFarewells(Duration.ofMillis(1));

        assertThat(registry.count()).isZero();
    }

    @Test
    void goesOnAtOnceIfItsThreadIsInterrupted() {
        // Those who work for connections take an interrupt for that of the last handler.
        Bench threaded = new Bench(task -> new Thread(task).start());
        threaded.route("never", (params, call) -> new CompletableFuture<>());
        FakeTransport mute = FakeTransport.reading();
        LiveConnection connection = threaded.connect(mute);
        threaded.receive(connection, "{\"Route\":\"never\"}");
        Thread.currentThread().interrupt();

        threaded.registry.close(Duration.ofDays(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mute.aborted()).isTrue();
        assertThat(threaded.registry.count()).isZero();
    }
}
