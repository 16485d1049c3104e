package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.Differs;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A client that does not wait for the answer to its handshake, as RFC 6455 section 4.1 tells it to. Servers may lose what it sends
 * too early, and nothing more than that.
 */
interface EagerClientBehaviour extends Target {

    /** Whether the server loses what is sent too early. */
    default boolean losesWhatIsEarly() {
        return false;
    }

    @Test
    @Differs(on = "liberty", how = "what a client sends along with its handshake is lost")
    default void takesAMessageThatCameWithTheHandshake() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawClient client = RawClient.connect(uri())) {
                byte[] early = RawClient.textFrame(request("it.self", "null"));
                client.write(client.request("") + new String(early, StandardCharsets.ISO_8859_1));
                assertThat(client.readHead()).startsWith("HTTP/1.1 101");
                if (!losesWhatIsEarly()) {
                    assertThat(client.readText()).contains("\"opened\":true");
                }
            }
        }
        // Each has had a thread of the server.
        try (TextClient later = connect()) {
            assertThat(later.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }
}
