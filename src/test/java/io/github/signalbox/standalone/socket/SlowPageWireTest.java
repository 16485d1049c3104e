package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.asyncapi.Answer;
import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page that takes as long as the test wants, and what goes on meanwhile. */
@Timeout(60)
class SlowPageWireTest {

    private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String PAGE = "made at last";

    private static final int SMALL_BUFFER = 8192;
    private static final int LARGE = 8 * 1024 * 1024;
    private static final int SEVERAL = 5;

    private final Count large = new Count();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch made = new CountDownLatch(1);
    private final List<RawClient> clients = new ArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.serving(Map.of(
                "/slow", (method, tag) -> slow(), "/large", (method, tag) -> large(), "/broken", (method, tag) -> {
                    throw new LinkageError("secret");
                }));
    }

    @AfterEach
    void stop() throws Exception {
        made.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
    }

    private Answer slow() {
        asked.countDown();
        await(made);
        return new Answer(200, Map.of("Content-Type", "text/plain"), StandardCharsets.UTF_8.encode(PAGE));
    }

    private Answer large() {
        large.up();
        return new Answer(200, Map.of("Content-Type", "text/plain"), ByteBuffer.allocate(LARGE));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RawClient connect() throws Exception {
        RawClient client = server.connect();
        clients.add(client);
        return client;
    }

    private RawClient askForThePage() throws Exception {
        RawClient client = connect();
        client.write(SLOW);
        await(asked);
        return client;
    }

    private static void assertPage(RawClient client) throws Exception {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readBytes(PAGE.length())).isEqualTo(PAGE);
    }

    /** Connections go to the selectors by turns, so that one of these, at least, has the selector of the page's. */
    @Test
    void holdsUpNoOtherConnection() throws Exception {
        int several = 2 * Runtime.getRuntime().availableProcessors();
        List<RawClient> before = new ArrayList<>();
        for (int i = 0; i < several; i++) {
            before.add(connect().upgraded());
        }
        RawClient reader = askForThePage();

        for (RawClient client : before) {
            client.text("before");
            assertThat(client.read().text()).isEqualTo("before");
        }
        for (int i = 0; i < several; i++) {
            RawClient late = connect().upgraded();
            late.text("late");
            assertThat(late.read().text()).isEqualTo("late");
        }
        assertThat(made.getCount()).isOne();
        made.countDown();
        assertPage(reader);
    }

    @Test
    void isAnsweredBeforeWhatWasAskedBehindIt() throws Exception {
        RawClient client = connect();
        client.write(SLOW + "GET /a HTTP/1.1\r\nHost: x\r\n\r\n" + SLOW);
        await(asked);
        made.countDown();
        assertPage(client);
        assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
        assertThat(client.readBytes(10)).isEqualTo("Not found\n");
        assertPage(client);
        client.upgraded().text("x");
        assertThat(client.read().text()).isEqualTo("x");
    }

    @Test
    void losesNothingThatCameWithItsRequest() throws Exception {
        server.probe.onMessage = (opened, text) -> {
            if (text.equals("1")) {
                opened.socket().pauseReading();
            }
            opened.session().getAsyncRemote().sendText(text, result -> {});
        };
        RawClient client = connect();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write((SLOW + client.request("")).getBytes(StandardCharsets.ISO_8859_1));
        for (String text : List.of("1", "2", "3")) {
            all.write(RawClient.textFrame(text));
        }
        client.write(all.toByteArray());
        await(asked);
        made.countDown();
        assertPage(client);
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        assertThat(client.read().text()).isEqualTo("1");
        client.text("4");

        server.probe.nextOpened().socket().resumeReading();
        for (String text : List.of("2", "3", "4")) {
            assertThat(client.read().text()).isEqualTo(text);
        }
    }

    /** Each page is more than the kernel keeps for a client that does not read. */
    @Test
    void isNotMadeBeforeTheOneInFrontOfItIsOut() throws Exception {
        RawClient client = RawClient.connect(server.uri(), SMALL_BUFFER);
        clients.add(client);
        client.write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(SEVERAL));
        for (int i = 1; i <= SEVERAL; i++) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(large.value()).isEqualTo(i);
            assertThat(client.readBytes(LARGE)).hasSize(LARGE);
        }
        client.upgraded().text("x");
        assertThat(client.read().text()).isEqualTo("x");
    }

    @Test
    void harmsNobodyIfItsReaderIsGone() throws Exception {
        askForThePage().close();
        made.countDown();
        RawClient another = connect();
        another.write(SLOW);
        assertPage(another);
    }

    @Test
    void isAnInternalErrorIfItCannotBeMade() throws Exception {
        RawClient client = connect();
        client.write("GET /broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(client.readRest()).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
    }
}
