package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers under load. */
class HandlersIT {

    private static final int PIPELINED = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"it.echo", "it.echoBlocking", "it.requestStage", "mixed"})
    void answersTenThousandPipelinedRequestsInOrder(String route) throws Exception {
        try (SignalboxServer server = Standalone.builder().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            FutureTask<Boolean> writer = new FutureTask<>(() -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (int i = 0; i < PIPELINED; i++) {
                    String to = route.equals("mixed") ? (i % 3 == 0 ? "it.echo" : "it.echoBlocking") : route;
                    all.writeBytes(RawClient.textFrame(request(to, String.valueOf(i))));
                }
                client.write(all.toByteArray());
                return true;
            });
            new Thread(writer).start();
            for (int i = 0; i < PIPELINED; i++) {
                String answer = client.readText();
                if (route.equals("it.requestStage")) {
                    assertThat(answer).startsWith("[\"");
                } else {
                    assertThat(answer).isEqualTo(String.valueOf(i));
                }
            }
            assertThat(writer.get()).isTrue();
        }
    }

    @Test
    void readsNoMoreRequestsAheadThanMayBePending() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        try (SignalboxServer server = Standalone.builder()
                        .maxPending(10)
                        .handlerTimeout(Duration.ofSeconds(30))
                        .register("wait", JsonValue.class, (params, call) -> {
                            released.await();
                            return handled.incrementAndGet();
                        })
                        .start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            // Requests with an Id can be cancelled for as long as they are read but not answered: that counts them.
            String padding = "\"" + "x".repeat(30_000) + "\"";
            AtomicInteger written = new AtomicInteger();
            FutureTask<Boolean> writer = new FutureTask<>(() -> {
                for (int i = 1; i <= 2000; i++) {
                    client.text(request(i, "wait", padding));
                    written.incrementAndGet();
                }
                return true;
            });
            new Thread(writer).start();
            int stalled = awaitStall(written);
            // 60 MB in all; what the two kernels' buffers take is far less.
            assertThat(stalled).isLessThan(1000);
            released.countDown();
            for (int i = 1; i <= 2000; i++) {
                assertThat(client.readText()).isEqualTo(Target.success(i, String.valueOf(i)));
            }
            assertThat(writer.get()).isTrue();
        }
    }

    /** The count when the writer has not got on for a while. */
    private static int awaitStall(AtomicInteger written) throws Exception {
        int[] last = {-1};
        long[] since = {System.nanoTime()};
        Await.until("the writer is held", () -> {
            int now = written.get();
            if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return now > 0 && System.nanoTime() - since[0] > TimeUnit.MILLISECONDS.toNanos(300);
        });
        return last[0];
    }

    @Test
    void handlesNoMoreThanOneRequestOfAConnectionAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (SignalboxServer server = Standalone.builder()
                        .register("count", JsonValue.class, (params, call) -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            TimeUnit.MICROSECONDS.sleep(50);
                            return running.decrementAndGet();
                        })
                        .start();
                TextClient client = TextClient.open(Standalone.uri(server))) {
            for (int i = 0; i < 500; i++) {
                client.send(request(i, "count", "null"));
            }
            client.next(500);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void runsHandlersOfDifferentConnectionsAtTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(200);
        try (SignalboxServer server = Standalone.builder()
                .handlerThreads(256)
                .handlerTimeout(Duration.ofSeconds(10))
                .register("meet", JsonValue.class, (params, call) -> {
                    all.countDown();
                    // Each takes a second even when all have come.
                    return all.await(10, TimeUnit.SECONDS) && !new CountDownLatch(1).await(1, TimeUnit.SECONDS);
                })
                .start()) {
            URI uri = Standalone.uri(server);
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                clients.add(RawClient.open(uri));
            }
            long start = System.nanoTime();
            for (RawClient client : clients) {
                client.text(request("meet", "null"));
            }
            for (RawClient client : clients) {
                assertThat(client.readText()).isEqualTo("true");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void answersEveryRequestWhileRoutesAreReplacedAndRemoved() throws Exception {
        try (SignalboxServer server = Standalone.builder()
                .register("moving", JsonValue.class, (params, call) -> params)
                .start()) {
            URI uri = Standalone.uri(server);
            List<FutureTask<Integer>> clients = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                clients.add(new FutureTask<>(() -> {
                    int found = 0;
                    try (RawClient client = RawClient.open(uri)) {
                        for (int i = 0; i < 3000; i++) {
                            client.text(request(i, "moving", String.valueOf(i)));
                            String answer = client.readText();
                            boolean missing = answer.equals(Target.failure(i, 1, "Handler not found"));
                            found += missing ? 0 : 1;
                            if (!missing) {
                                assertThat(answer)
                                        .isIn(Target.success(i, String.valueOf(i)), Target.success(i, "[" + i + "]"));
                            }
                        }
                    }
                    return found;
                }));
            }
            clients.forEach(client -> new Thread(client).start());
            while (!clients.stream().allMatch(FutureTask::isDone)) {
                server.routes().replace("moving", JsonValue.class, (params, call) -> List.of(params));
                server.routes().unregister("moving");
                server.routes().register("moving", JsonValue.class, (params, call) -> params);
            }
            for (FutureTask<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        }
    }
}
