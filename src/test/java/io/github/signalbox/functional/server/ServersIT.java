package io.github.signalbox.functional.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** The demo's WAR on a server: the very file that the build has made. */
@OnEveryServer
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServersIT {

    private static final Path WAR = Path.of(System.getProperty("test.demo.war", "target/signalbox-0.1.0-demo.war"));
    private static final String ECHO = "{\"Route\":\"echo\",\"Params\":[1,2],\"Id\":1}";
    private static final String ECHOED = "{\"Id\":1,\"code\":0,\"msg\":\"ok\",\"data\":[1,2]}";

    /** Where the demo is, once it is deployed: to deploy it takes seconds. */
    private static @Nullable URI deployed;

    private AppServer server;
    private URI demo;

    @BeforeEach
    void deploy(AppServer shared) {
        server = shared;
        demo = deployed == null ? server.deploy(WAR, "demo") : deployed;
        deployed = demo;
    }

    @AfterAll
    static void undeploy(AppServer shared) {
        if (deployed != null) {
            shared.undeploy("demo");
        }
    }

    @Test
    void listensOnThisMachineOnly() {
        assertThat(server.listening())
                .extracting(InetSocketAddress::getAddress)
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
        Observed.note(server, "memory with the demo, MB of RSS", String.valueOf(server.residentMegabytes()));
    }

    @Test
    void answersOverWebSocket() throws InterruptedException {
        try (Client client = new Client(demo)) {
            assertThat(client.call(ECHO)).isEqualTo(ECHOED);
            assertThat(client.call("{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}"))
                    .isEqualTo("{\"message\":\"Hello, Ada!\"}");
            assertThat(client.call("{\"Route\":\"hello\",\"Params\":{\"name\":[1]}}"))
                    .startsWith("{\"code\":422,");
            assertThat(client.call("{\"Route\":\"sleep\",\"Params\":{\"millis\":1}}"))
                    .isEqualTo("{\"millis\":1}");
            assertThat(client.call("{\"Route\":\"fail\"}"))
                    .isEqualTo("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
            assertThat(client.call("{\"Route\":"))
                    .isEqualTo("{\"code\":1,\"msg\":\"Invalid JSON payload\",\"data\":null}");
        }
    }

    @Test
    void servesThePage() throws Exception {
        HttpResponse<String> page = fetch(demo);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Signalbox demo");
    }

    /** Out of the jar in {@code WEB-INF/lib}. Browsers run a module of no other type; Open Liberty's has an x in it. */
    @Test
    void servesTheClientInJavaScript() throws Exception {
        HttpResponse<String> client = fetch(demo.resolve("signalbox/signalbox.js"));
        assertThat(client.statusCode()).isEqualTo(200);
        assertThat(client.headers().firstValue("Content-Type").orElseThrow())
                .matches("(text|application)/(x-)?javascript(;.*)?");
        assertThat(client.body()).contains("export function connect(");
        assertThat(fetch(demo.resolve("signalbox/signalbox.d.ts")).body()).contains("export function connect(");
    }

    /** The client that the demo serves, connected to the demo. */
    @Test
    @EnabledIf(
            value = "io.github.signalbox.functional.server.Node#isInstalled",
            disabledReason = "There is no Node.js 20 on the PATH")
    void talksToTheClientInJavaScript() throws Exception {
        Node.Result result =
                Node.test(Path.of("src/test/js/server-with-demo.mjs"), Map.of("SIGNALBOX_URL", demo.toString()));
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .containsPattern("(?m)^# pass [1-9]")
                .containsPattern("(?m)^# fail 0$")
                .containsPattern("(?m)^# (skipped|cancelled) 0$");
    }

    @Test
    void tellsABrowserThatThisIsNoPage() throws Exception {
        HttpResponse<String> answer = fetch(demo.resolve("ws"));
        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(answer.body()).isEqualTo("This is a WebSocket endpoint: connect with ws:// or wss://\n");
    }

    @Test
    void refusesAForeignOrigin() throws IOException {
        assertThat(Client.handshake(demo, "https://elsewhere.example"))
                .startsWith("HTTP/1.1 403 ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json")
                .endsWith("\r\n\r\n{\"title\":\"Origin not allowed\",\"status\":403}");
    }

    @Test
    void endsOneApplicationAndNotTheOther() throws InterruptedException {
        URI other = server.deploy(WAR, "other");
        try (Client stays = new Client(demo);
                Client goes = new Client(other)) {
            assertThat(stays.call(ECHO)).isEqualTo(ECHOED);
            assertThat(goes.call(ECHO)).isEqualTo(ECHOED);
            server.undeploy("other");
            assertThat(goes.end()).startsWith("1001");
            assertThat(stays.call(ECHO)).isEqualTo(ECHOED);
        }
    }

    @Test
    void deploysAgain() throws InterruptedException {
        server.undeploy("demo");
        deployed = server.deploy(WAR, "demo");
        try (Client client = new Client(deployed)) {
            assertThat(client.call(ECHO)).isEqualTo(ECHOED);
        }
    }

    private static HttpResponse<String> fetch(URI address) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        // Well below the time after which a server closes a connection that idles.
                        HttpRequest.newBuilder(address)
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString());
    }
}
