package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A client that does not wait for the answer to its handshake, as RFC 6455 section 4.1 tells it to. Payara, GlassFish and Open
 * Liberty lose what it sends too early; these tests are for the servers that do not.
 */
interface EagerClientBehaviour extends Target {

    @Test
    default void takesAMessageThatCameWithTheHandshake() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawClient client = RawClient.connect(uri())) {
                byte[] early = RawClient.textFrame(request("it.self", "null"));
                client.write(client.request("") + new String(early, StandardCharsets.ISO_8859_1));
                assertThat(client.readHead()).startsWith("HTTP/1.1 101");
                assertThat(client.readText()).contains("\"opened\":true");
            }
        }
    }
}
