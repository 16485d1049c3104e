package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Clients that have gone without a word. */
class HeartbeatIT {

    private static final int PINGS = 6;

    private static SignalboxServer.Builder pinging(Duration timeout) {
        return Standalone.builder().pingInterval(Duration.ofMillis(200)).pingTimeout(timeout);
    }

    /**
     * Does not close anybody, however slow the machine. That a client is kept can be told from the pings: as long as one is not
     * answered, there is no other.
     */
    private static SignalboxServer.Builder patient() {
        return pinging(Duration.ofMinutes(5));
    }

    @Test
    void closesAClientThatAnswersNoPing() throws Exception {
        try (SignalboxServer server = pinging(Duration.ofMillis(300)).start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "No answer to ping", 1013));
            Await.until("it is forgotten", () -> server.connections().count() == 0);
        }
    }

    @Test
    void keepsAClientThatAnswersPings() throws Exception {
        try (SignalboxServer server = patient().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            for (int i = 0; i < PINGS; i++) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
                client.write(RawClient.frame(0x80 | RawClient.PONG, new byte[0]));
            }
            client.text(request("it.echo", "1"));
            assertThat(client.readText()).isEqualTo("1");
        }
    }

    @Test
    void keepsAClientThatSendsInsteadOfAnsweringPings() throws Exception {
        try (SignalboxServer server = patient().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            for (int i = 0; i < PINGS; i++) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
                client.text(request("it.echo", "1"));
                assertThat(client.readText()).isEqualTo("1");
            }
        }
    }

    /** The requests are read no further, and so pongs behind them could not be heard: none is waited for. */
    @Test
    void keepsAClientWhoseRequestsWaitForAHandler() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (SignalboxServer server = patient()
                        .maxPending(2)
                        .handlerTimeout(Duration.ofMinutes(5))
                        .register("wait", String.class, (params, call) -> {
                            released.await();
                            return params;
                        })
                        .start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            for (int i = 0; i < 20; i++) {
                client.text(request("wait", "\"" + i + "\""));
            }
            for (int i = 0; i < PINGS; i++) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
            }
            released.countDown();
            for (int i = 0; i < 20; i++) {
                assertThat(client.readText()).isEqualTo("\"" + i + "\"");
            }
        }
    }

    @Test
    void answersPingsWhileAHandlerRuns() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (SignalboxServer server = Standalone.builder()
                        .handlerTimeout(Duration.ofMinutes(5))
                        .register("wait", String.class, (params, call) -> {
                            released.await();
                            return params;
                        })
                        .start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            client.text(request("wait", "null"));
            client.ping();
            assertThat(client.read().opcode()).isEqualTo(RawClient.PONG);
            released.countDown();
            assertThat(client.readText()).isEqualTo("null");
        }
    }
}
