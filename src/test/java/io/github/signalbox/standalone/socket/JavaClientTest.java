package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client that behaves. */
class JavaClientTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private WebSocket connect(TestServer server) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.listener.port() + "/ws"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        heard.add(text.toString());
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        heard.add(code + " " + reason);
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void talksAndCloses() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            WebSocket client = connect(server);
            client.sendText("grüße", true).get(10, TimeUnit.SECONDS);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("grüße");
            client.sendClose(1000, "bye").get(10, TimeUnit.SECONDS);
            assertThat(server.probe.nextClosed().getReasonPhrase()).isEqualTo("bye");
            assertThat(server.probe.gones.awaitAtLeast(1)).isEqualTo(1);
        }
    }

    @Test
    void hearsThatTheServerStops() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            connect(server);
        }
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("1001 Server stopping");
    }
}
