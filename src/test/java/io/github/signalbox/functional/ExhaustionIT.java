package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Every thread for handlers is taken, on JDKs where they are counted: what needs no handler goes on all the same. */
class ExhaustionIT {

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private SignalboxServer.Builder stuck() {
        return Standalone.builder()
                .handlerThreads(1)
                .handlerTimeout(Duration.ofMinutes(5))
                .shutdownTimeout(Duration.ofMillis(300))
                .register("stuck", String.class, (params, call) -> {
                    running.countDown();
                    while (released.getCount() > 0) {
                        try {
                            released.await();
                        } catch (InterruptedException e) {
                            // It is that stubborn.
                        }
                    }
                    return params;
                });
    }

    private static RawClient opened(URI uri) throws Exception {
        RawClient client = RawClient.open(uri);
        client.text(request("it.echo", "1"));
        assertThat(client.readText()).isEqualTo("1");
        return client;
    }

    @Test
    void answersRoutesThatDoNotBlock() throws Exception {
        try (SignalboxServer server = stuck().start();
                RawClient busy = opened(Standalone.uri(server));
                RawClient other = opened(Standalone.uri(server))) {
            busy.text(request("stuck", "1"));
            running.await();
            other.text(request("it.echo", "1"));
            assertThat(other.readText()).isEqualTo("1");
            released.countDown();
        } finally {
            released.countDown();
        }
    }

    @Test
    void closesWhoeverBreaksTheRules() throws Exception {
        try (SignalboxServer server = stuck().start();
                RawClient busy = opened(Standalone.uri(server));
                RawClient binary = opened(Standalone.uri(server))) {
            busy.text(request("stuck", "1"));
            running.await();
            binary.write(RawClient.frame(0x80 | RawClient.BINARY, new byte[1]));
            assertThat(binary.read().code()).isEqualTo(1003);
            released.countDown();
        } finally {
            released.countDown();
        }
    }

    @Test
    void saysGoodbyeToEveryoneWhenItStops() throws Exception {
        SignalboxServer server = stuck().start();
        try (RawClient busy = opened(Standalone.uri(server));
                RawClient idle = opened(Standalone.uri(server))) {
            busy.text(request("stuck", "1"));
            running.await();
            server.close();
            assertThat(idle.read().code()).isEqualTo(1001);
            assertThat(busy.read().code()).isEqualTo(1001);
        } finally {
            released.countDown();
        }
    }
}
