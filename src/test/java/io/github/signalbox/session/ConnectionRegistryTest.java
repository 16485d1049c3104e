package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class ConnectionRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Bench bench = new Bench(threads);
    private final ConnectionRegistry registry = bench.registry;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void sendsTheAnswersInFlightBeforeItCloses() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> {
            called.countDown();
            return result;
        });
        Client client = new Client();
        LiveConnection connection = bench.connect(client);
        client.connection = connection;
        bench.receive(connection, "{\"Route\":\"async\"}");
        called.await();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> registry.close(PATIENCE), threads);
        result.complete("done");
        closing.get(30, TimeUnit.SECONDS);

        assertThat(client.frames).containsExactly("\"done\"", "CLOSE 1001 Server is stopping");
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
        assertThat(registry.count()).isZero();
    }

    @Test
    void doesNotWaitLongerThanItsPatience() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        bench.route("async", (params, call) -> {
            called.countDown();
            return new CompletableFuture<>();
        });
        Client client = new Client();
        LiveConnection connection = bench.connect(client);
        client.connection = connection;
        bench.receive(connection, "{\"Route\":\"async\"}");
        called.await();

        registry.close(Duration.ofMillis(1));

        assertThat(client.frames).containsExactly("CLOSE 1001 Server is stopping");
        assertThat(registry.count()).isZero();
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
        Queue<Client> in = new ConcurrentLinkedQueue<>();
        Queue<LiveConnection> out = new ConcurrentLinkedQueue<>();

        Together.run(8, part -> {
            if (part == 0) {
                registry.close(PATIENCE);
                return;
            }
            for (int i = 0; i < 50; i++) {
                Client client = new Client();
                LiveConnection connection = bench.unopened(client);
                client.connection = connection;
                if (registry.tryAdd(connection)) {
                    in.add(client);
                    connection.open();
                } else {
                    out.add(connection);
                }
            }
        });

        assertThat(in.size() + out.size()).isEqualTo(350);
        assertThat(in).allMatch(client -> client.frames.contains("CLOSE 1001 Server is stopping"));
        assertThat(registry.count()).isZero();
        assertThat(bench.events.stream().filter(event -> event.startsWith("closed")))
                .hasSize(in.size());
    }

    @Test
    void closesOnce() {
        Client client = new Client();
        client.connection = bench.connect(client);

        registry.close(PATIENCE);
        registry.close(PATIENCE);

        assertThat(client.frames).hasSize(1);
    }

    @Test
    void goesOnAtOnceIfItsThreadIsInterrupted() {
        bench.route("never", (params, call) -> new CompletableFuture<>());
        FakeTransport mute = FakeTransport.reading();
        LiveConnection connection = bench.connect(mute);
        bench.receive(connection, "{\"Route\":\"never\"}");
        Thread.currentThread().interrupt();

        registry.close(Duration.ofDays(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mute.aborted()).isTrue();
        assertThat(registry.count()).isZero();
    }

    /** A client that answers the closing handshake. */
    private static final class Client implements Transport {

        final List<String> frames = new CopyOnWriteArrayList<>();
        volatile @Nullable LiveConnection connection;

        @Override
        public void send(String text, Consumer<@Nullable Throwable> done) {
            frames.add(text);
            done.accept(null);
        }

        @Override
        public void ping() {
            frames.add("PING");
        }

        @Override
        public void close(int closeCode, String reason) {
            frames.add("CLOSE " + closeCode + " " + reason);
            LiveConnection known = connection;
            if (known != null) {
                known.closed(closeCode);
            }
        }

        @Override
        public void abort() {
            frames.add("ABORT");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean pauseReading() {
            return false;
        }

        @Override
        public void resumeReading() {}
    }
}
