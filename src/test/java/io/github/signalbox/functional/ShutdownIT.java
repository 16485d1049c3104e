package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code close()}. */
class ShutdownIT {

    private static final RawClient.Frame GOODBYE = new RawClient.Frame(RawClient.CLOSE, "Server is stopping", 1001);

    /** A server that waits for this fails the test. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void finishesWhatIsInFlightAndClosesEveryoneWith1001() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<String> later = new CompletableFuture<>();
        SignalboxServer server = Standalone.builder()
                .handlerTimeout(LONG)
                .shutdownTimeout(LONG)
                .register("wait", String.class, (params, call) -> {
                    running.countDown();
                    released.await();
                    return params;
                })
                .register("later", String.class, (params, call) -> {
                    running.countDown();
                    return later.minimalCompletionStage();
                })
                .start();
        URI uri = Standalone.uri(server);
        Thread closer = new Thread(server::close);
        try (RawClient idle = RawClient.open(uri);
                RawClient blocking = RawClient.open(uri);
                RawClient asynchronous = RawClient.open(uri)) {
            blocking.text(request("wait", "\"first\""));
            blocking.text(request("wait", "\"read already\""));
            blocking.ping();
            assertThat(blocking.read().opcode()).isEqualTo(RawClient.PONG);
            asynchronous.text(request(7, "later", "null"));
            running.await();
            closer.start();
            Await.until("nobody new is taken", () -> {
                try (RawClient late = RawClient.connect(uri)) {
                    return late.handshake("").startsWith("HTTP/1.1 503 ");
                }
            });
            blocking.text(request("it.echo", "\"too late\""));
            released.countDown();
            later.complete("done");
            assertThat(blocking.readText()).isEqualTo("\"first\"");
            assertThat(blocking.readText()).isEqualTo("\"read already\"");
            assertThat(blocking.read()).isEqualTo(GOODBYE);
            assertThat(asynchronous.readText()).isEqualTo(Target.success(7, "\"done\""));
            assertThat(asynchronous.read()).isEqualTo(GOODBYE);
            assertThat(idle.read()).isEqualTo(GOODBYE);
        } finally {
            released.countDown();
            closer.join();
        }
    }

    @Test
    void endsStreamsAtOnceAndCancelsTheirPublishers() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        SignalboxServer server = Standalone.builder()
                .shutdownTimeout(LONG)
                .register(
                        "silence",
                        JsonValue.class,
                        (params, call) ->
                                (Flow.Publisher<String>) subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                                    @Override
                                    public void request(long n) {
                                        subscriber.onNext("only one");
                                    }

                                    @Override
                                    public void cancel() {
                                        cancelled.incrementAndGet();
                                    }
                                }))
                .start();
        try (RawClient client = RawClient.open(Standalone.uri(server))) {
            client.text(request(7, "silence", "null"));
            assertThat(client.readText()).endsWith("\"only one\"}");
            Thread closer = new Thread(server::close);
            closer.start();
            // The publisher sends one item for each request, however many items that is for.
            String last = client.readText();
            while (last.contains("\"next\"")) {
                last = client.readText();
            }
            assertThat(last).isEqualTo(Target.failure(7, 503, "Server is stopping"));
            assertThat(client.read()).isEqualTo(GOODBYE);
            closer.join();
        }
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void tellsOrdinaryClientsAndIsQuick() throws Exception {
        Await.quick(Duration.ofSeconds(3), () -> {
            SignalboxServer server = Standalone.builder().shutdownTimeout(LONG).start();
            List<TextClient> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clients.add(TextClient.open(Standalone.uri(server)));
            }
            Duration taken = timed(server::close);
            for (TextClient client : clients) {
                assertThat(client.ending()).isEqualTo(new TextClient.Ending(1001, "Server is stopping"));
            }
            return taken;
        });
    }

    @Test
    void isNotHeldUpByAHandlerThatOutlastsTheTimeout() throws Exception {
        Duration timeout = Duration.ofMillis(300);
        Await.quick(timeout.plusMillis(1500), () -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            SignalboxServer server = Standalone.builder()
                    .shutdownTimeout(timeout)
                    .register("stuck", String.class, (params, call) -> {
                        running.countDown();
                        while (released.getCount() > 0) {
                            try {
                                released.await();
                            } catch (InterruptedException e) {
                                // It is that stubborn.
                            }
                        }
                        return "too late";
                    })
                    .start();
            try (RawClient client = RawClient.open(Standalone.uri(server))) {
                client.text(request("stuck", "null"));
                running.await();
                Duration taken = timed(server::close);
                assertThat(taken).isGreaterThanOrEqualTo(timeout);
                assertThat(client.read()).isEqualTo(GOODBYE);
                return taken;
            } finally {
                released.countDown();
            }
        });
    }

    @Test
    void isNotHeldUpByAClientThatNeverAnswers() throws Exception {
        Await.quick(Duration.ofSeconds(2), () -> {
            SignalboxServer server = Standalone.builder().shutdownTimeout(LONG).start();
            List<RawClient> silent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                silent.add(RawClient.open(Standalone.uri(server)));
            }
            // One that has not even finished its handshake, and one that is in the middle of a frame.
            RawClient shy = RawClient.connect(Standalone.uri(server));
            shy.write("GET /ws HT");
            silent.get(0).write(new byte[] {(byte) 0x81, (byte) 0xfe});
            Duration taken = timed(server::close);
            for (RawClient client : silent) {
                assertThat(client.read()).isEqualTo(GOODBYE);
                assertThat(client.isAtEnd()).isTrue();
            }
            assertThat(shy.isAtEnd()).isTrue();
            return taken;
        });
    }

    @Test
    void isNotHeldUpByAClientThatDoesNotRead() throws Exception {
        Await.quick(Duration.ofSeconds(3), () -> {
            SignalboxServer server = Standalone.builder()
                    .maxOutbound(1 << 28)
                    .shutdownTimeout(Duration.ofSeconds(1))
                    .start();
            try (RawClient client =
                    RawClient.connect(Standalone.uri(server), 8192).upgraded()) {
                client.text(request("it.self", "null"));
                String id = client.readText().replaceAll(".*\"id\":\"([0-9a-f]+)\".*", "$1");
                for (int i = 0; i < 1000; i++) {
                    server.connections().find(id).orElseThrow().send("it.event", "x".repeat(20_000));
                }
                return timed(server::close);
            }
        });
    }

    @Test
    @SuppressWarnings("try") // the client is still there when the server closes
    void freesThePortAndEndsItsThreads() throws Exception {
        NewThreads threads = new NewThreads();
        SignalboxServer server = Standalone.builder().start();
        int port = server.port();
        try (TextClient client = TextClient.open(Standalone.uri(server))) {
            client.ask(request("it.echoBlocking", "1"));
            assertThat(threads.alive()).isNotEmpty();
            server.close();
        }
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        Await.until("its threads are gone", () -> threads.alive().isEmpty());
        try (SignalboxServer next = Standalone.builder().port(port).start();
                TextClient client = TextClient.open(Standalone.uri(next))) {
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    void doesItOnceAndLetsEverybodyWait() throws Exception {
        SignalboxServer server = Standalone.builder().start();
        Thread waiting = new Thread(server::await);
        waiting.start();
        Thread other = new Thread(server::close);
        other.start();
        server.close();
        server.close();
        other.join(Await.PATIENCE.toMillis());
        waiting.join(Await.PATIENCE.toMillis());
        assertThat(waiting.isAlive() || other.isAlive()).isFalse();
        server.await();
    }

    @Test
    @SuppressWarnings("try") // one of them is closed before the other
    void runsSideBySideWithAnotherServer() throws Exception {
        try (SignalboxServer one = Standalone.builder().start();
                SignalboxServer two = Standalone.builder().start();
                TextClient first = TextClient.open(Standalone.uri(one));
                TextClient second = TextClient.open(Standalone.uri(two))) {
            assertThat(first.ask(request("it.count", "null"))).isEqualTo("1");
            one.close();
            assertThat(first.ending().code()).isEqualTo(1001);
            assertThat(second.ask(request("it.count", "null"))).isEqualTo("1");
        }
    }
}
