package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Connection;
import io.github.signalbox.SignalboxServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many threads that send, and clients that do not read. */
class SendingIT {

    private static final int THREADS = 16;
    private static final int EVENTS = 500;

    /** A server that hands out the connection of whoever asks for {@code give}. */
    private static SignalboxServer.Builder giving(SynchronousQueue<Connection> connections) {
        return Standalone.builder().register("give", String.class, (params, call) -> {
            connections.put(call.connection());
            return "given";
        });
    }

    @Test
    void sendsEveryMessageWholeAndThoseOfAThreadInOrder() throws Exception {
        SynchronousQueue<Connection> given = new SynchronousQueue<>();
        try (SignalboxServer server = giving(given).maxOutbound(1 << 28).start();
                TextClient client = TextClient.open(Standalone.uri(server))) {
            client.send(request("give", "null"));
            Connection connection = given.take();
            assertThat(client.next()).isEqualTo("\"given\"");
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger failures = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                threads.add(new Thread(() -> {
                    try {
                        start.await();
                        for (int n = 0; n < EVENTS; n++) {
                            // Of all sizes, over the limits at which a frame's header grows.
                            String text = "x".repeat(n % 10 == 0 ? 70_000 / (thread + 1) : n % 200);
                            connection.send("it.event", Map.of("thread", thread, "n", n, "text", text));
                        }
                    } catch (InterruptedException | RuntimeException e) {
                        failures.incrementAndGet();
                    }
                }));
            }
            threads.forEach(Thread::start);
            start.countDown();
            int[] next = new int[THREADS];
            for (int i = 0; i < THREADS * EVENTS; i++) {
                JsonObject event;
                try (JsonReader reader = Json.createReader(new StringReader(client.next()))) {
                    event = reader.readObject().getJsonObject("Params");
                }
                int thread = event.getInt("thread");
                assertThat(event.getInt("n")).isEqualTo(next[thread]++);
                assertThat(event.getString("text")).matches("x*");
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).hasValue(0);
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    /** The handler is the first that its thread does, so that nothing was gathered when it began. */
    @Test
    void sendsAnEarlierAnswerThatAHandlerOfTheSameConnectionGivesBeforeThatHandlerReturns() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        CountDownLatch answered = new CountDownLatch(1);
        SignalboxServer.Builder builder = Standalone.builder()
                .register("await", String.class, (params, call) -> result)
                .register("give", String.class, (params, call) -> {
                    result.complete("here");
                    return answered.await(5, TimeUnit.SECONDS);
                });
        try (SignalboxServer server = builder.start();
                TextClient client = TextClient.open(Standalone.uri(server))) {
            client.send(request(1, "await", "null"));
            assertThat(client.ask(request("it.echo", "\"begun\""))).isEqualTo("\"begun\"");
            client.send(request(2, "give", "null"));

            assertThat(client.next()).isEqualTo(success(1, "\"here\""));
            answered.countDown();
            assertThat(client.next()).isEqualTo(success(2, "true"));
        }
    }

    /** The same for items of a stream that has begun before. */
    @Test
    void sendsAnItemThatAHandlerOfTheSameConnectionGivesBeforeThatHandlerReturns() throws Exception {
        List<Flow.Subscriber<? super String>> subscribers = new CopyOnWriteArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Flow.Publisher<String> publisher = subscriber -> {
            subscribers.add(subscriber);
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    asked.countDown();
                }

                @Override
                public void cancel() {
                    // Nothing to let go.
                }
            });
        };
        SignalboxServer.Builder builder = Standalone.builder()
                .register("items", String.class, (params, call) -> publisher)
                .register("give", String.class, (params, call) -> {
                    subscribers.get(0).onNext("here");
                    return answered.await(5, TimeUnit.SECONDS);
                });
        try (SignalboxServer server = builder.start();
                TextClient client = TextClient.open(Standalone.uri(server))) {
            client.send(request(1, "items", "null"));
            asked.await();
            assertThat(client.ask(request("it.echo", "\"begun\""))).isEqualTo("\"begun\"");
            client.send(request(2, "give", "null"));

            assertThat(client.next()).contains("\"here\"");
            answered.countDown();
            assertThat(client.next()).isEqualTo(success(2, "true"));
        }
    }

    /** Answers of one connection are written together, but nobody else's wait for its handler. */
    @Test
    void sendsAnAnswerThatTheHandlerOfAnotherConnectionGivesBeforeThatHandlerReturns() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        SignalboxServer.Builder builder = Standalone.builder()
                .register("await", String.class, (params, call) -> {
                    asked.countDown();
                    return result;
                })
                .register("give", String.class, (params, call) -> {
                    result.complete("here");
                    return answered.await(5, TimeUnit.SECONDS);
                });
        try (SignalboxServer server = builder.start();
                TextClient waiting = TextClient.open(Standalone.uri(server));
                TextClient giving = TextClient.open(Standalone.uri(server))) {
            waiting.send(request("await", "null"));
            asked.await();
            giving.send(request("give", "null"));

            assertThat(waiting.next()).isEqualTo("\"here\"");
            answered.countDown();
            assertThat(giving.next()).isEqualTo("true");
        }
    }

    @Test
    void closesAClientThatDoesNotReadWith1013AndServesOthersMeanwhile() throws Exception {
        SynchronousQueue<Connection> given = new SynchronousQueue<>();
        RecordingLogger log = new RecordingLogger();
        String event = "x".repeat(20_000);
        try (SignalboxServer server =
                giving(given).maxOutbound(200_000).logger(log).start()) {
            URI uri = Standalone.uri(server);
            try (TextClient bystander = TextClient.open(uri);
                    RawClient stalled = RawClient.connect(uri, 8192).upgraded()) {
                stalled.text(request("give", "null"));
                Connection connection = given.take();
                int sent = 0;
                while (log.lines("closing with 1013").isEmpty()) {
                    connection.send("it.event", event);
                    // What the kernel buffers for a socket, and no more than the limit of our own.
                    assertThat(++sent).isLessThan(1000);
                    if (sent % 50 == 0) {
                        assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
                    }
                }
                assertThat(bystander.ask(request("it.echoBlocking", "2"))).isEqualTo("2");
                int frames = 0;
                RawClient.Frame frame = stalled.read();
                while (frame.opcode() == RawClient.TEXT) {
                    frames++;
                    frame = stalled.read();
                }
                assertThat(frame).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Client reads too slowly", 1013));
                assertThat(frames).isPositive().isLessThan(sent);
                Await.until("it is forgotten", () -> server.connections().count() == 1);
            }
        }
    }

    @Test
    void dropsAClientThatNeverReadsAgain() throws Exception {
        SynchronousQueue<Connection> given = new SynchronousQueue<>();
        String event = "x".repeat(20_000);
        try (SignalboxServer server = giving(given)
                        .maxOutbound(200_000)
                        .pingTimeout(Duration.ofMillis(500))
                        .start();
                RawClient stalled =
                        RawClient.connect(Standalone.uri(server), 8192).upgraded()) {
            stalled.text(request("give", "null"));
            Connection connection = given.take();
            Await.until("it is forgotten", () -> {
                connection.send("it.event", event);
                return server.connections().count() == 0;
            });
        }
    }

    @Test
    void sendsOneMessageThatIsLargerThanTheQueueMayBe() throws Exception {
        SynchronousQueue<Connection> given = new SynchronousQueue<>();
        try (SignalboxServer server = giving(given).maxOutbound(1000).start();
                TextClient client = TextClient.open(Standalone.uri(server))) {
            client.send(request("give", "null"));
            Connection connection = given.take();
            assertThat(client.next()).isEqualTo("\"given\"");
            String large = "x".repeat(5_000_000);
            connection.send("it.event", large);
            assertThat(client.next()).isEqualTo(request("it.event", "\"" + large + "\""));
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    void dropsWhatIsSentToAConnectionThatIsGone() throws Exception {
        SynchronousQueue<Connection> given = new SynchronousQueue<>();
        try (SignalboxServer server = giving(given).start()) {
            Connection connection;
            try (TextClient client = TextClient.open(Standalone.uri(server))) {
                client.send(request("give", "null"));
                connection = given.take();
            }
            Await.until("it is gone", () -> server.connections().count() == 0);
            connection.send("it.event", "nobody reads this");
            connection.close(1000, "");
            assertThat(connection.attributes()).containsEntry("opened", true);
        }
    }

    /** What was answered when the close frame was read is sent before that is answered; RFC 6455 section 5.5.1 forbids the reverse. */
    @Test
    void answersBeforeItEchoesTheCloseFrameBehindTheRequests() throws Exception {
        try (SignalboxServer server = Standalone.builder().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            // Until the application has been told of the connection, requests wait.
            client.text(request("it.echoBlocking", "0"));
            assertThat(client.readText()).isEqualTo("0");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                all.writeBytes(RawClient.textFrame(request("it.echo", String.valueOf(i))));
            }
            all.writeBytes(RawClient.frame(RawClient.FIN | RawClient.PING, new byte[] {'p'}));
            all.writeBytes(RawClient.frame(RawClient.FIN | RawClient.CLOSE, new byte[] {3, (byte) 0xe8}));
            client.write(all.toByteArray());
            for (int i = 0; i < 200; i++) {
                assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.TEXT, String.valueOf(i), -1));
            }
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.PONG, "p", -1));
            assertThat(client.read().code()).isEqualTo(1000);
            assertThat(client.isAtCleanEnd()).isTrue();
        }
    }
}
