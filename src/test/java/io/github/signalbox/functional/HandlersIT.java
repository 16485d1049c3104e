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

    /** A ping behind each request tells whether that was read: the server answers it as soon as it gets to it. */
    @Test
    void readsNoMoreRequestsAheadThanMayBePending() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (SignalboxServer server = Standalone.builder()
                        .maxPending(10)
                        .handlerTimeout(Duration.ofMinutes(5))
                        .register("wait", JsonValue.class, (params, call) -> {
                            running.countDown();
                            released.await();
                            return params;
                        })
                        .start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            client.text(request("wait", "0"));
            running.await();
            for (int i = 1; i <= 1000; i++) {
                client.text(request("wait", String.valueOf(i)));
                client.ping();
            }
            // The tenth is read, and nothing behind it.
            for (int i = 1; i < 10; i++) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PONG);
            }
            assertThat(client.isSilent(Duration.ofMillis(300))).isTrue();
            released.countDown();
            for (int i = 0; i <= 1000; i++) {
                assertThat(client.readText()).isEqualTo(String.valueOf(i));
            }
        }
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
                .handlerTimeout(Duration.ofMinutes(5))
                .register("meet", JsonValue.class, (params, call) -> {
                    // None of them returns before all are here.
                    all.countDown();
                    all.await();
                    return true;
                })
                .start()) {
            URI uri = Standalone.uri(server);
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                clients.add(RawClient.open(uri));
            }
            for (RawClient client : clients) {
                client.text(request("meet", "null"));
            }
            for (RawClient client : clients) {
                assertThat(client.readText()).isEqualTo("true");
                client.close();
            }
        }
    }

    @Test
    void answersEveryRequestWhileRoutesAreReplacedAndRemoved() throws Exception {
        try (SignalboxServer server = Standalone.builder()
                .register("moving", JsonValue.class, (params, call) -> params)
                .start()) {
            AtomicInteger answers = new AtomicInteger();
            AtomicInteger missed = new AtomicInteger();
            List<FutureTask<Void>> clients = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                clients.add(new FutureTask<>(() -> {
                    try (RawClient client = RawClient.open(Standalone.uri(server))) {
                        for (int i = 0; i < 3000; i++) {
                            client.text(request(i, "moving", String.valueOf(i)));
                            String answer = client.readText();
                            if (answer.equals(Target.failure(i, 1, "Handler not found"))) {
                                missed.incrementAndGet();
                            } else {
                                assertThat(answer)
                                        .isIn(Target.success(i, String.valueOf(i)), Target.success(i, "[" + i + "]"));
                            }
                            answers.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            clients.forEach(client -> new Thread(client).start());
            List<Runnable> changes = List.of(
                    () -> server.routes().replace("moving", JsonValue.class, (params, call) -> List.of(params)),
                    () -> server.routes().unregister("moving"),
                    () -> server.routes().register("moving", JsonValue.class, (params, call) -> params));
            for (int i = 0; !clients.stream().allMatch(FutureTask::isDone); i++) {
                changes.get(i % changes.size()).run();
                int before = answers.get();
                Await.until(
                        "somebody has asked meanwhile",
                        () -> answers.get() > before || clients.stream().allMatch(FutureTask::isDone));
            }
            for (FutureTask<Void> client : clients) {
                client.get();
            }
            assertThat(missed).hasPositiveValue().hasValueLessThan(answers.get());
        }
    }
}
