package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Handlers that promised not to block. */
class PromiseTest {

    private static final Duration LONG = Duration.ofMillis(200);

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final Semaphore leave = new Semaphore(0);

    private Thread receiving(LiveConnection connection) throws InterruptedException {
        Thread reader = new Thread(() -> bench.receive(connection, "{\"Route\":\"slow\"}"), "the-reader");
        reader.start();
        assertThat(entered.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return reader;
    }

    private void slowRoute() {
        bench.quickRoute("slow", (params, call) -> {
            entered.countDown();
            return leave.tryAcquire(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        });
    }

    @Test
    void aHandlerThatKeepsTheThreadOfTheReaderIsNamedOnce() throws Exception {
        slowRoute();
        LiveConnection connection = dialogue.opened();
        Thread reader = receiving(connection);
        bench.tick(connection);
        bench.pass(LONG.minusMillis(1));
        bench.tick(connection);
        assertThat(bench.log.lines()).noneMatch(line -> line.contains("slow"));
        bench.pass(Duration.ofMillis(1));
        bench.tick(connection);
        bench.pass(LONG);
        bench.tick(connection);
        assertThat(bench.log.lines())
                .filteredOn(line -> line.contains("slow"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .isEqualTo(
                                "WARNING c1 has had slow on the-reader for more than 200 ms: other connections wait for that"
                                        + " thread. Take blocking = false from its @Route, or make it quicker"));
        leave.release();
        reader.join();
    }

    @Test
    void oneCallAfterAnotherIsNoLongCall() throws Exception {
        slowRoute();
        leave.release(100);
        LiveConnection connection = dialogue.opened();
        for (int i = 0; i < 10; i++) {
            bench.receive(connection, "{\"Route\":\"slow\"}");
            bench.tick(connection);
            bench.pass(LONG);
        }
        assertThat(bench.log.lines()).noneMatch(line -> line.contains("slow"));
    }

    @Test
    void aHandlerThatMayBlockMayTakeItsTime() throws Exception {
        bench.route("slow", (params, call) -> {
            entered.countDown();
            return leave.tryAcquire(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        });
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"slow\"}");
        Thread worker = new Thread(dialogue.threads::run);
        worker.start();
        assertThat(entered.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        bench.tick(connection);
        bench.pass(LONG);
        bench.tick(connection);
        assertThat(bench.log.lines()).noneMatch(line -> line.contains("slow"));
        leave.release();
        worker.join();
    }
}
