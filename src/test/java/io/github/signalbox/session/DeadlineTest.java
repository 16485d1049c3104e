package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Handlers that take too long. */
@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class DeadlineTest {

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final QueuedThreads threads = dialogue.threads;
    private final FakeTransport transport = dialogue.transport;

    @Test
    void answers408AtTheDeadlineAndDropsWhatComesLater() {
        CompletableFuture<String> result = new CompletableFuture<>();
        AtomicReference<Call> call = new AtomicReference<>();
        bench.route("async", (params, request) -> {
            call.set(request);
            return result.copy();
        });
        bench.route("next", (params, request) -> "next");
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"async\"}");
        bench.receive(connection, "{\"Route\":\"next\"}");
        threads.run();
        assertThat(Objects.requireNonNull(call.get()).isCancelled()).isFalse();

        bench.pass(Duration.ofSeconds(10));
        bench.tick(connection);
        threads.run();
        result.complete("late");

        assertThat(transport.frames())
                .containsExactly("{\"code\":408,\"msg\":\"Handler took too long\",\"data\":null}", "\"next\"");
        assertThat(Objects.requireNonNull(call.get()).isCancelled()).isTrue();
    }

    @Test
    void cancelsTheResultThatNobodyWaitsForOnAThreadThatMayBlock() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":1}");
        threads.run();

        bench.pass(Duration.ofSeconds(10));
        bench.tick(connection);
        assertThat(result)
                .as("the clock's thread runs no code of the application")
                .isNotDone();
        threads.run();

        assertThat(result).isCancelled();
        assertThat(bench.log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    void doesNotSendTheNextAnswerWhileTheOneAtTheDeadlineIsOnItsWay() {
        AtomicReference<Exchange> exchange = new AtomicReference<>();
        bench.route("late", (params, call) -> {
            Exchange late = (Exchange) call;
            exchange.set(late);
            // The clock has settled it and stalls just before it sends.
            assertThat(late.trySettle()).isTrue();
            return "too late";
        });
        bench.route("next", (params, call) -> "next");
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"late\"}");
        bench.receive(connection, "{\"Route\":\"next\"}");
        threads.run();
        assertThat(transport.frames()).isEmpty();

        Objects.requireNonNull(exchange.get()).answered();
        threads.run();

        assertThat(transport.frames()).containsExactly("\"next\"");
    }

    @Test
    void givesAQueuedRequestItsWholeTimeFromItsTurnOn() {
        bench.route("slow", (params, call) -> "slow");
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"slow\"}");
        bench.pass(Duration.ofSeconds(15));
        connection.heardPong();
        bench.tick(connection);

        threads.run();

        assertThat(transport.frames()).containsExactly("\"slow\"");
    }

    @Test
    void tellsTheDeadline() {
        AtomicReference<Instant> deadline = new AtomicReference<>();
        bench.route("ask", (params, call) -> {
            deadline.set(call.deadline());
            return call.deadline().equals(call.deadline());
        });
        Instant before = Instant.now();

        assertThat(dialogue.answers("{\"Route\":\"ask\"}")).containsExactly("true");

        assertThat(deadline.get())
                .isBetween(before.plusSeconds(10), Instant.now().plusSeconds(10));
    }

    @Test
    void logsWhyALateHandlerFailed() {
        bench.route("late", (params, call) -> {
            bench.pass(Duration.ofSeconds(11));
            bench.tick((LiveConnection) call.connection());
            throw new IllegalStateException("the database took its time");
        });

        assertThat(dialogue.answers("{\"Route\":\"late\"}"))
                .containsExactly("{\"code\":408,\"msg\":\"Handler took too long\",\"data\":null}");
        assertThat(bench.log.lines()).anyMatch(line -> line.contains("the database took its time"));
    }
}
