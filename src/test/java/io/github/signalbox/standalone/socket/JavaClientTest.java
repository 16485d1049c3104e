package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.TextClient;
import org.junit.jupiter.api.Test;

/** A client that behaves. */
class JavaClientTest {

    @Test
    void talksAndCloses() throws Exception {
        try (TestServer server = TestServer.admittingAll();
                TextClient client = TextClient.open(server.uri())) {
            assertThat(client.ask("grüße")).isEqualTo("grüße");
            client.leave(1000, "bye");
            assertThat(server.probe.nextClosed().getReasonPhrase()).isEqualTo("bye");
            assertThat(server.probe.gones.awaitAtLeast(1)).isEqualTo(1);
        }
    }

    @Test
    void hearsThatTheServerStops() throws Exception {
        TestServer server = TestServer.admittingAll();
        try (TextClient client = TextClient.open(server.uri())) {
            server.close();
            assertThat(client.ending()).isEqualTo(new TextClient.Ending(1001, "Server stopping"));
        }
    }
}
