package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Handlers that block, which is what handlers may do. */
interface BlockingBehaviour extends Target {

    int BLOCKED = 100;

    /** Longer than a machine takes that has much else to do. */
    Map<String, String> PATIENT = Map.of("signalbox.handler-timeout", "PT60S");

    @Test
    default void runsAHundredBlockingHandlersAtOnceWithoutStarvingOthers() throws Exception {
        String key = newKey();
        List<TextClient> clients = new ArrayList<>();
        try (TextClient before = connect()) {
            for (int i = 0; i < BLOCKED; i++) {
                clients.add(connect().send(request("it.hold", key)));
            }
            Await.until("all wait at the gate", () -> before.ask(request("it.started", key))
                    .equals(String.valueOf(BLOCKED)));
            try (TextClient after = connect()) {
                for (TextClient other : List.of(before, after)) {
                    assertThat(other.ask(request("it.echoBlocking", "1"))).isEqualTo("1");
                    assertThat(other.ask(request("it.echo", "2"))).isEqualTo("2");
                }
            }
            // All of them still.
            assertThat(before.ask(request("it.openGate", key))).isEqualTo("true");
            for (TextClient client : clients) {
                assertThat(client.next()).isEqualTo(key);
            }
        } finally {
            clients.forEach(TextClient::close);
        }
    }
}
