package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.signalbox.functional.RawClient;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Grizzly's request of a handshake is taken for the next one. */
@Timeout(60)
class ReusedRequestWireTest {

    /** Enough for each selector to have one to reuse, whichever of them is given a connection. */
    private static final int CLIENTS = 8 * Runtime.getRuntime().availableProcessors();

    private static final String MUCH =
            "Origin: https://a.example\r\nCookie: a=1; b=2\r\nX-Mark: first\r\nx-mark: second\r\n" + "X-Long: "
                    + "x".repeat(1000) + "\r\n";

    private final List<RawClient> clients = new ArrayList<>();

    private String asks(TestServer server, String target, String headers) throws Exception {
        RawClient client = server.connect();
        clients.add(client);
        client.write(client.request(headers).replace("/ws", target));
        return client.readHead();
    }

    private void closeAll() throws Exception {
        for (RawClient client : clients) {
            client.close();
        }
        clients.clear();
    }

    @Test
    void showsNothingOfTheHandshakeBefore() throws Exception {
        BlockingQueue<Map<String, List<String>>> asked = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.admittingAll()) {
            server.probe.inConfigurator = (request, response) -> {
                // Its names are as Grizzly has them: in lower case.
                asked.add(Map.copyOf(request.getHeaders()));
                if (request.getHeaders().containsKey("X-Mark")) {
                    response.getHeaders().put("X-Marked", request.getHeaders().get("X-Mark"));
                }
            };
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(asks(server, "/ws?a=1", MUCH))
                        .startsWith("HTTP/1.1 101 ")
                        .containsOnlyOnce("X-Marked: first, second\r\n");
                assertThat(asked.take()).hasSize(9).containsEntry("origin", List.of("https://a.example"));
                assertThat(server.probe.nextOpened().session().getQueryString()).isEqualTo("a=1");

                assertThat(asks(server, "/ws", "")).startsWith("HTTP/1.1 101 ").doesNotContain("X-Marked");
                assertThat(asked.take())
                        .containsOnlyKeys(
                                "host", "connection", "upgrade", "sec-websocket-version", "sec-websocket-key");
                assertThat(server.probe.nextOpened().session().getQueryString()).isNull();
            }
            closeAll();
        }
    }

    @Test
    void takesIntactWhatComesBehindAHandshakeWhoseRequestIsReusedAtOnce() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            for (int i = 0; i < CLIENTS; i++) {
                RawClient client = server.connect();
                clients.add(client);
                byte[] early = RawClient.textFrame("early " + i);
                byte[] head = client.request("").getBytes(StandardCharsets.ISO_8859_1);
                client.write(ByteBuffer.allocate(head.length + early.length)
                        .put(head)
                        .put(early)
                        .array());
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(clients.get(i).readHead()).startsWith("HTTP/1.1 101 ");
                assertThat(clients.get(i).read().text()).isEqualTo("early " + i);
            }
            closeAll();
        }
    }

    @Test
    void answersAPageWithTheRequestOfAHandshake() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(asks(server, "/ws", MUCH)).startsWith("HTTP/1.1 101 ");
                try (RawClient client = server.connect()) {
                    client.write("GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                    assertThat(client.readRest())
                            .startsWith("HTTP/1.1 404 ")
                            .doesNotContainIgnoringCase("upgrade")
                            .doesNotContainIgnoringCase("sec-websocket");
                }
            }
            closeAll();
        }
    }

    /** Of memory that a new connection takes, most is garbage, for which the heap grows. */
    @Test
    void makesLittleGarbageForAHandshake() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            for (int i = 0; i < CLIENTS; i++) {
                asks(server, "/ws", "");
            }
            long before = allocatedBySelectors();
            for (int i = 0; i < CLIENTS; i++) {
                asks(server, "/ws", "");
                server.probe.nextOpened();
            }
            assertThat((allocatedBySelectors() - before) / CLIENTS).isBetween(1_000L, 18_000L);
            closeAll();
        }
    }

    private static long allocatedBySelectors() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("signalbox-selector")) {
                allocated += threads.getThreadAllocatedBytes(thread.getId());
            }
        }
        return allocated;
    }
}
