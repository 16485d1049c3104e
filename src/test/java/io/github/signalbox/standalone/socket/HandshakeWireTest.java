package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.admission.Handshake;
import io.github.signalbox.functional.RawClient;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeWireTest {

    private static String answer(TestServer server, String headers) throws Exception {
        return answer(server, client -> client.request(headers));
    }

    private static String answer(TestServer server, Function<RawClient, String> request) throws Exception {
        try (RawClient client = server.connect()) {
            client.write(request.apply(client));
            return client.readRest();
        }
    }

    @Test
    void showsTheGateThePlainHandshake() throws Exception {
        BlockingQueue<Handshake> seen = new LinkedBlockingQueue<>();
        String host;
        try (TestServer server = TestServer.gatedBy((handshake, socket) -> {
            seen.add(handshake);
            return new HandshakeGate.Refusal(503, Map.of(), "");
        })) {
            host = server.uri().getAuthority();
            answer(server, "Origin: https://a.example\r\norigin: null\r\n");
        }
        assertThat(seen).containsExactly(new Handshake(List.of("https://a.example", "null"), host, false, "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 503})
    void writesTheRefusalWordForWord(int status) throws Exception {
        try (TestServer server = TestServer.gatedBy((handshake, socket) -> new HandshakeGate.Refusal(
                status,
                Map.of("Retry-After", "7", "Content-Type", "application/problem+json"),
                "{\"title\":\"Für später\"}"))) {
            String answer = answer(server, "");
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").endsWith("\r\n\r\n{\"title\":\"Für später\"}");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains("\r\nretry-after: 7\r\n", "\r\nconnection: close\r\n", "\r\ncontent-length: 24\r\n")
                    .contains("\r\ncontent-type: application/problem+json\r\n")
                    .doesNotContain("grizzly", "tyrus", "upgrade");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ws, /nowhere, 404",
        "Version: 13, Version: 8, 426",
        "Version: 13, Version: x, 426",
        "dGhlIHNhbXBsZSBub25jZQ==, c2hvcnQ=, 400",
        "dGhlIHNhbXBsZSBub25jZQ==, !!, 400",
        "HTTP/1.1, HTTP/1.0, 400",
        "GET, POST, 400",
        "Upgrade: websocket, 'Upgrade: websocket\r\nHost: elsewhere.example', 400",
        "Upgrade: websocket, 'Upgrade: websocket\r\nContent-Length: 5', 400",
        "Upgrade: websocket, 'Upgrade: websocket\r\nTransfer-Encoding: chunked', 400",
        "websocket, h2c, 426"
    })
    void neverShowsTheGateWhatIsNoHandshake(String what, String instead, int status) throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            String answer = answer(server, client -> client.request("").replace(what, instead));
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("grizzly", "tyrus", "<html");
            assertThat(server.probe.admitted.value()).isEqualTo(0);
        }
    }

    @Test
    void asksForAnUpgradeOnAPlainRequest() throws Exception {
        try (TestServer server = TestServer.admittingAll();
                RawClient client = server.connect()) {
            for (int i = 0; i < 2; i++) {
                client.write("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n");
                String text = "This is a WebSocket endpoint: connect with ws:// or wss://\n";
                assertThat(client.readHead())
                        .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
                        .containsIgnoringCase("upgrade: websocket")
                        .containsOnlyOnce("Content-Length: " + text.length() + "\r\n");
                assertThat(client.readBytes(text.length())).isEqualTo(text);
            }
            assertThat(client.upgraded()).isNotNull();
        }
    }

    @Test
    void tellsTheGateWhenTyrusRefuses() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            String answer = answer(server, "Origin: https://backstop.example\r\n");
            assertThat(answer).startsWith("HTTP/1.1 403 ");
            assertThat(server.probe.notUpgraded.awaitAtLeast(1)).isEqualTo(1);
            assertThat(server.probe.gones.awaitAtLeast(1)).isEqualTo(1);
        }
    }

    @Test
    void tellsTheGateWhenTheConfiguratorThrows() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            server.probe.inConfigurator = (request, response) -> {
                throw new IllegalStateException("secret");
            };
            String answer = answer(server, "");
            assertThat(answer).startsWith("HTTP/1.1 500 ").doesNotContain("secret", "Exception");
            assertThat(server.probe.notUpgraded.awaitAtLeast(1)).isEqualTo(1);
        }
    }

    @Test
    void answers500WhenTheGateThrows() throws Exception {
        try (TestServer server = TestServer.gatedBy((handshake, socket) -> {
            throw new IllegalStateException("secret");
        })) {
            assertThat(answer(server, "")).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws?a=1&b=%C3%A9", "/ws?a={}|\\^`\"<>", "/ws?%", "/ws?"})
    void takesAnyQuery(String target) throws Exception {
        try (TestServer server = TestServer.admittingAll();
                RawClient client = server.connect()) {
            client.write(client.request("").replace("/ws", target));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            client.text("x");
            assertThat(client.read().text()).isEqualTo("x");
        }
    }

    @Test
    void takesTheHeaderAsFirefoxSendsIt() throws Exception {
        try (TestServer server = TestServer.admittingAll();
                RawClient client = server.connect()) {
            client.write(client.request("").replace("Connection: Upgrade", "Connection: keep-alive, Upgrade"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void dropsAClientThatNeverAsks() throws Exception {
        try (TestServer server = TestServer.with(
                        new SocketLimits(100, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(2)));
                RawClient client = server.connect()) {
            assertThatThrownBy(() -> {
                        // Which of the two fails depends on how soon it is dropped.
                        client.write("GET /ws HT");
                        client.isAtCleanEnd();
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void leavesTheTracingHeadersOfTyrusAlone() throws Exception {
        try (TestServer server = TestServer.admittingAll();
                RawClient client = server.connect()) {
            assertThat(client.handshake("X-Tyrus-Tracing-Accept: 1\r\nX-Tyrus-Tracing-Threshold: x\r\n"))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("tyrus");
        }
    }
}
