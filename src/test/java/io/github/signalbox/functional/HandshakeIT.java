package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Who may connect. */
class HandshakeIT {

    private static String status(RawClient client, String headers) throws Exception {
        return client.handshake(headers).substring("HTTP/1.1 ".length(), "HTTP/1.1 101".length());
    }

    private static String status(URI uri, String headers) throws Exception {
        try (RawClient client = RawClient.connect(uri)) {
            return status(client, headers);
        }
    }

    private static void assertProblem(RawClient client, String head, String problem, boolean retry) throws Exception {
        assertThat(head.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
        assertThat(head.toLowerCase(Locale.ROOT).contains("retry-after: ")).isEqualTo(retry);
        assertThat(client.readRest()).isEqualTo(problem);
    }

    @Test
    void acceptsNoOriginAndTheSameOriginOnly() throws Exception {
        try (SignalboxServer server = Standalone.builder().start()) {
            URI uri = Standalone.uri(server);
            assertThat(status(uri, "")).isEqualTo("101");
            assertThat(status(uri, "Origin: http://" + uri.getAuthority() + "\r\n"))
                    .isEqualTo("101");
            assertThat(status(uri, "Origin: http://evil.example\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin: http://127.0.0.1\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin: http://" + uri.getAuthority() + ".evil.example\r\n"))
                    .isEqualTo("403");
            assertThat(status(uri, "Origin: null\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin:\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin: \u0001\"\\\r\n")).isEqualTo("403");
            assertThat(status(uri, "oRiGiN: http://evil.example\r\n")).isEqualTo("403");
            String good = "Origin: http://" + uri.getAuthority() + "\r\n";
            assertThat(status(uri, good + "Origin: http://evil.example\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin: http://evil.example\r\n" + good)).isEqualTo("403");
        }
    }

    @Test
    void acceptsTheOriginsThatAreConfigured() throws Exception {
        try (SignalboxServer server = Standalone.builder()
                .allowedOrigins("https://app.example.com", "https://*.example.org")
                .start()) {
            URI uri = Standalone.uri(server);
            assertThat(status(uri, "Origin: https://app.example.com\r\n")).isEqualTo("101");
            assertThat(status(uri, "Origin: https://a.example.org\r\n")).isEqualTo("101");
            assertThat(status(uri, "Origin: https://example.org\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin: http://app.example.com\r\n")).isEqualTo("403");
            assertThat(status(uri, "Origin: http://" + uri.getAuthority() + "\r\n"))
                    .isEqualTo("403");
        }
    }

    @Test
    void tellsABadOriginWhy() throws Exception {
        try (SignalboxServer server = Standalone.builder().start();
                RawClient client = RawClient.connect(Standalone.uri(server))) {
            String head = client.handshake("Origin: http://evil.example\r\n");
            assertThat(head).startsWith("HTTP/1.1 403 ");
            assertProblem(client, head, "{\"title\":\"Origin not allowed\",\"status\":403}", false);
        }
    }

    @Test
    void refusesTheConnectionAfterTheLastWith503() throws Exception {
        try (SignalboxServer server = Standalone.builder().maxConnections(2).start()) {
            URI uri = Standalone.uri(server);
            try (RawClient first = RawClient.open(uri);
                    RawClient second = RawClient.open(uri);
                    RawClient third = RawClient.connect(uri)) {
                String head = third.handshake("");
                assertThat(head).startsWith("HTTP/1.1 503 ");
                assertProblem(third, head, "{\"title\":\"Too many connections\",\"status\":503}", true);
                second.closeFrame(1000);
                second.readClose();
                Await.until("there is room", () -> status(uri, "").equals("101"));
                first.text(Target.request("it.echo", "1"));
                assertThat(first.readText()).isEqualTo("1");
            }
        }
    }

    @Test
    void refusesTooManyFromOneAddressWith429() throws Exception {
        try (SignalboxServer server =
                Standalone.builder().maxConnectionsPerAddress(1).start()) {
            URI uri = Standalone.uri(server);
            try (RawClient first = RawClient.open(uri);
                    RawClient second = RawClient.connect(uri)) {
                String head = second.handshake("");
                assertThat(head).startsWith("HTTP/1.1 429 ");
                assertProblem(
                        second, head, "{\"title\":\"Too many connections from this address\",\"status\":429}", true);
                first.reset();
                Await.until("there is room", () -> status(uri, "").equals("101"));
            }
        }
    }

    @Test
    void doesNotCountRefusedAndMalformedHandshakes() throws Exception {
        try (SignalboxServer server = Standalone.builder().maxConnections(1).start()) {
            URI uri = Standalone.uri(server);
            for (int i = 0; i < 20; i++) {
                assertThat(status(uri, "Origin: http://evil.example\r\n")).isEqualTo("403");
                try (RawClient client = RawClient.connect(uri)) {
                    client.write(client.request("").replace("Version: 13", "Version: 12"));
                    assertThat(client.readHead()).startsWith("HTTP/1.1 426 ");
                }
                try (RawClient client = RawClient.connect(uri)) {
                    client.write(client.request("").replace("dGhl", "????"));
                    assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
                }
            }
            assertThat(status(uri, "")).isEqualTo("101");
        }
    }

    @Test
    void refusesWith503WhileItStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        SignalboxServer server = Standalone.builder()
                .handlerTimeout(Duration.ofMinutes(5))
                .shutdownTimeout(Duration.ofMinutes(5))
                .register("wait", String.class, (params, call) -> {
                    running.countDown();
                    released.await();
                    return true;
                })
                .start();
        URI uri = Standalone.uri(server);
        Thread closer = new Thread(server::close);
        try (RawClient inFlight = RawClient.open(uri)) {
            inFlight.text(Target.request("wait", "null"));
            running.await();
            closer.start();
            Await.until("it stops", () -> {
                try (RawClient late = RawClient.connect(uri)) {
                    String head = late.handshake("");
                    if (head.startsWith("HTTP/1.1 101 ")) {
                        return false;
                    }
                    assertThat(head).startsWith("HTTP/1.1 503 ");
                    assertProblem(late, head, "{\"title\":\"Too many connections\",\"status\":503}", true);
                    return true;
                }
            });
            released.countDown();
            assertThat(inFlight.readText()).isEqualTo("true");
            assertThat(inFlight.read().code()).isEqualTo(1001);
        } finally {
            released.countDown();
            closer.join();
        }
    }

    @Test
    void admitsExactlyAsManyAsMayConnectInARush() throws Exception {
        try (SignalboxServer server = Standalone.builder().maxConnections(50).start()) {
            URI uri = Standalone.uri(server);
            CountDownLatch start = new CountDownLatch(1);
            List<FutureTask<RawClient>> rush = new ArrayList<>();
            List<String> statuses = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 200; i++) {
                FutureTask<RawClient> one = new FutureTask<>(() -> {
                    RawClient client = RawClient.connect(uri);
                    start.await();
                    statuses.add(status(client, ""));
                    return client;
                });
                rush.add(one);
                new Thread(one).start();
            }
            start.countDown();
            List<RawClient> clients = new ArrayList<>();
            for (FutureTask<RawClient> one : rush) {
                clients.add(one.get());
            }
            assertThat(statuses.stream().filter("101"::equals)).hasSize(50);
            assertThat(statuses.stream().filter("503"::equals)).hasSize(150);
            // A client sees its 101 before the server has opened the connection.
            Await.until("all are open", () -> server.connections().count() == 50);
            for (RawClient client : clients) {
                client.close();
            }
            Await.until("all are gone", () -> server.connections().count() == 0);
        }
    }
}
