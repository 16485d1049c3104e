package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

/** A setting whose value is seen on the wire, to the byte. */
final class SizeLimit {

    static final String SETTING = "signalbox.max-message-size";

    private SizeLimit() {}

    static void assertAt(int limit, URI endpoint) throws Exception {
        try (TextClient client = TextClient.open(endpoint)) {
            assertThat(client.ask(message(limit))).startsWith("\"xxx");
            assertThat(client.send(message(limit + 1)).ending().code()).isEqualTo(1009);
        }
    }

    /** A request of so many bytes. */
    private static String message(int size) {
        int around = request("it.echo", "\"\"").length();
        return request("it.echo", "\"" + "x".repeat(size - around) + "\"");
    }
}
