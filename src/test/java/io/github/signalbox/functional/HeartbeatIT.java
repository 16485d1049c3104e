package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Clients that have gone without a word. */
class HeartbeatIT {

    private static SignalboxServer.Builder pinging() {
        return Standalone.builder().pingInterval(Duration.ofMillis(200)).pingTimeout(Duration.ofMillis(300));
    }

    @Test
    void closesAClientThatAnswersNoPing() throws Exception {
        try (SignalboxServer server = pinging().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
            assertThat(client.readClose()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "No answer to ping", 1013));
            Await.until("it is forgotten", () -> server.connections().count() == 0);
        }
    }

    @Test
    void keepsAClientThatAnswersPings() throws Exception {
        try (SignalboxServer server = pinging().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            for (int i = 0; i < 6; i++) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
                client.write(RawClient.frame(0x80 | RawClient.PONG, new byte[0]));
            }
            client.text(request("it.echo", "1"));
            assertThat(client.readText()).isEqualTo("1");
        }
    }

    @Test
    void keepsAClientThatSendsInsteadOfAnsweringPings() throws Exception {
        try (SignalboxServer server = pinging().start();
                RawClient client = RawClient.open(Standalone.uri(server))) {
            for (int i = 0; i < 6; i++) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
                client.text(request("it.echo", "1"));
                assertThat(client.readText()).isEqualTo("1");
            }
        }
    }

    /** The requests are read no further, and so the pongs behind them cannot be heard. */
    @Test
    void keepsAClientWhoseRequestsWaitForAHandler() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (SignalboxServer server = pinging()
                        .maxPending(2)
                        .handlerTimeout(Duration.ofSeconds(10))
                        .register("wait", String.class, (params, call) -> {
                            released.await();
                            return params;
                        })
                        .start();
                TextClient watch = TextClient.open(Standalone.uri(server));
                TextClient client = TextClient.open(Standalone.uri(server))) {
            for (int i = 0; i < 20; i++) {
                client.send(request("wait", "\"" + i + "\""));
            }
            long start = System.nanoTime();
            Await.until("several timeouts have passed", () -> {
                assertThat(watch.ask(request("it.count", "null"))).isEqualTo("2");
                return System.nanoTime() - start > Duration.ofMillis(1500).toNanos();
            });
            released.countDown();
            for (int i = 0; i < 20; i++) {
                assertThat(client.next()).isEqualTo("\"" + i + "\"");
            }
        }
    }

    @Test
    void answersPingsWhileAHandlerRuns() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (SignalboxServer server = Standalone.builder()
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
