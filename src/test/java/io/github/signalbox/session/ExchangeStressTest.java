package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A result, the deadline, a cancel and the end of the connection, all at once. */
@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class ExchangeStressTest {

    private static final int ROUNDS = 400;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void givesExactlyOneAnswerWhoeverIsFirst() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Bench bench = new Bench(threads);
            CountDownLatch called = new CountDownLatch(1);
            CompletableFuture<String> result = new CompletableFuture<>();
            bench.route("async", (params, call) -> {
                called.countDown();
                return result;
            });
            FakeTransport transport = FakeTransport.completing(threads);
            LiveConnection connection = bench.connect(transport);
            bench.receive(connection, "{\"Route\":\"async\",\"Id\":1}");
            called.await();
            bench.pass(Duration.ofSeconds(11));

            Together.run(3, part -> {
                switch (part) {
                    case 0 -> result.complete("done");
                    case 1 -> bench.tick(connection);
                    default -> bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":1}");
                }
            });
            connection.drain().get(30, TimeUnit.SECONDS);

            assertThat(transport.frames().stream().filter(frame -> !frame.equals("PING")))
                    .hasSize(1)
                    .allMatch(frame -> frame.startsWith("{\"Id\":1,"));
        }
    }

    @Test
    void goesOnAfterAParkedAnswerWhoeverReleasesIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Bench bench = new Bench(threads);
            CountDownLatch called = new CountDownLatch(1);
            CompletableFuture<String> result = new CompletableFuture<>();
            bench.route("async", (params, call) -> {
                called.countDown();
                return result;
            });
            bench.route("next", (params, call) -> "next");
            FakeTransport transport = FakeTransport.completing(threads);
            LiveConnection connection = bench.connect(transport);
            bench.receive(connection, "{\"Route\":\"async\"}");
            bench.receive(connection, "{\"Route\":\"next\"}");
            called.await();
            bench.pass(Duration.ofSeconds(11));

            Together.run(2, part -> {
                if (part == 0) {
                    result.complete("done");
                } else {
                    bench.tick(connection);
                }
            });
            connection.drain().get(30, TimeUnit.SECONDS);

            assertThat(transport.frames().stream().filter(frame -> !frame.equals("PING")))
                    .hasSize(2)
                    .endsWith("\"next\"");
        }
    }

    @Test
    void tellsOfItsEndOnceAndLastWhateverArrivesMeanwhile() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Bench bench = new Bench(threads, Settings.defaults().toBuilder().maxPending(4));
            bench.quickRoute("quick", (params, call) -> bench.events.add("handled"));
            bench.route("slow", (params, call) -> bench.events.add("handled"));
            LiveConnection connection = bench.connect(FakeTransport.completing(threads));

            Together.run(3, part -> {
                if (part == 0) {
                    for (int i = 0; i < 20; i++) {
                        bench.receive(connection, "{\"Route\":\"" + (i % 2 == 0 ? "quick" : "slow") + "\"}");
                    }
                } else {
                    connection.closed(1006);
                }
            });
            connection.gone().get(30, TimeUnit.SECONDS);

            assertThat(bench.events)
                    .startsWith("opened c1")
                    .endsWith("closed c1")
                    .containsOnlyOnce("closed c1");
            assertThat(bench.admission.open()).isZero();
        }
    }

    @Test
    void answersAPipelineInOrderWhileItsClientIsPausedAgainAndAgain() throws Exception {
        Bench bench = new Bench(threads);
        bench.quickRoute("quick", (params, call) -> params);
        bench.route("slow", (params, call) -> params);
        bench.route("async", (params, call) -> CompletableFuture.supplyAsync(() -> params, threads));
        FakeTransport transport = FakeTransport.withoutPause();
        LiveConnection connection = bench.connect(transport);
        List<String> routes = List.of("quick", "slow", "async");

        for (int i = 0; i < 10_000; i++) {
            bench.receive(connection, "{\"Route\":\"" + routes.get(i % 3) + "\",\"Params\":" + i + "}");
        }
        connection.drain().get(30, TimeUnit.SECONDS);

        assertThat(transport.frames())
                .isEqualTo(
                        IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
    }
}
