package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code $cancel}, and clients that are gone. */
@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class CancelTest {

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final QueuedThreads threads = dialogue.threads;
    private final FakeTransport transport = dialogue.transport;

    @Test
    void cancelsAPendingAnswerHoweverItsIdIsWritten() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":\"a\"}");
        threads.run();

        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":\"\\u0061\"}");
        threads.run();

        assertThat(transport.frames())
                .containsExactly("{\"Id\":\"a\",\"code\":499,\"msg\":\"Cancelled\",\"data\":null}");
        assertThat(result).isCancelled();
    }

    @Test
    void cancelsARequestThatHasNotHadItsTurn() {
        bench.route("slow", (params, call) -> bench.events.add("handled"));
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"slow\",\"Id\":7}");
        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":7}");

        threads.run();

        assertThat(transport.frames()).containsExactly("{\"Id\":7,\"code\":499,\"msg\":\"Cancelled\",\"data\":null}");
        assertThat(bench.events).containsExactly("opened c1");
    }

    @Test
    void saysNothingToACancelForNoRequest() {
        assertThat(dialogue.answers("{\"Route\":\"$cancel\",\"Id\":7}")).isEmpty();
    }

    @Test
    void cancelsEverythingWhenTheConnectionIsGone() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"async\"}");
        bench.receive(connection, "{\"Route\":\"async\"}");
        threads.run();

        connection.closed(1006);
        threads.run();

        assertThat(result).isCancelled();
        assertThat(bench.events).endsWith("closed c1");
        assertThat(transport.frames()).isEmpty();
    }
}
