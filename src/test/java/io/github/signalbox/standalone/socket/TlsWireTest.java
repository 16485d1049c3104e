package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.Identity;
import io.github.signalbox.functional.RawClient;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsWireTest {

    private static final int SMALL_BUFFER = 8192;
    private static final int SENDS = 100;
    private static final String TEXT = "x".repeat(60_000);
    /** Far more than may wait for a client that does not read. */
    private static final int MANY_RENEWALS = 100_000;

    private static final String NOTHING_HERE = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String NOT_FOUND = "Not found\n";
    /** Of a record. */
    private static final int HEADER = 5;

    @TempDir
    static Path directory;

    private static SSLContext identity;

    /** Of a record: no part of what the server reads at once. */
    private static final int LONG_RECORD = 10_000;

    private static final int FLOOD = 20_000;

    private TestServer server;

    @BeforeAll
    static void identify() throws Exception {
        identity = Identity.context(directory);
    }

    @BeforeEach
    void start() throws Exception {
        server = TestServer.encrypted(identity);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void losesNothingBehindAKeyUpdateInTheSameRead() throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap).upgraded()) {
            for (int i = 0; i < SENDS; i++) {
                tap.hold();
                client.text("before " + i);
                client.renewKeys();
                client.text("between " + i);
                client.renewKeys();
                client.text("behind " + i);
                tap.release();
                assertThat(client.read().text()).isEqualTo("before " + i);
                assertThat(client.read().text()).isEqualTo("between " + i);
                assertThat(client.read().text()).isEqualTo("behind " + i);
            }
        }
    }

    /** What is answered first has come along with the beginning of the record, so that this was read before its end was sent. */
    @ParameterizedTest
    @ValueSource(ints = {1, HEADER - 1, HEADER, 100, 150})
    void waitsForTheEndOfARequestThatComesInPieces(int beginning) throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap)) {
            client.write(NOTHING_HERE);
            assertNotFound(client);
            tap.hold();
            client.write(NOTHING_HERE);
            int whole = tap.waiting();
            client.write(client.request(""));
            tap.release(whole + beginning);
            assertNotFound(client);
            tap.release();
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            client.text("x");
            assertThat(client.read().text()).isEqualTo("x");
        }
    }

    private static void assertNotFound(RawClient client) throws IOException {
        assertThat(client.readHead()).startsWith("HTTP/1.1 404");
        assertThat(client.readBytes(NOT_FOUND.length())).isEqualTo(NOT_FOUND);
    }

    @Test
    void readsOnWhereItsMemoryWasFullInTheMiddleOfARecord() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.probe.onMessage = (opened, text) -> {
            if (count.incrementAndGet() % 100 == 0) {
                // Meanwhile more comes than is read at once.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            opened.session().getAsyncRemote().sendText(text.substring(0, text.indexOf(' ')), result -> {});
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < FLOOD; i++) {
            all.write(RawClient.textFrame(i + " ".repeat(900)));
        }
        byte[] bytes = all.toByteArray();
        try (RawClient client = RawClient.open(server.uri())) {
            FutureTask<Void> writer = new FutureTask<>(() -> {
                for (int at = 0; at < bytes.length; at += LONG_RECORD) {
                    client.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + LONG_RECORD)));
                }
                return null;
            });
            new Thread(writer).start();
            for (int i = 0; i < FLOOD; i++) {
                assertThat(client.read().text()).isEqualTo(String.valueOf(i));
            }
            writer.get();
        }
    }

    @Test
    void takesKeyUpdatesWhileAThreadSends() throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap).upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < SENDS; i++) {
                    opened.session().getAsyncRemote().sendText(i + TEXT, result -> {});
                }
            });
            for (int i = 0; i < SENDS; i++) {
                client.renewKeys();
                assertThat(client.read().text()).startsWith(i + "x").hasSizeGreaterThan(TEXT.length());
            }
            sender.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void dropsOneThatRenewsItsKeysAndNeverReads() throws Exception {
        try (RawClient client = RawClient.connect(server.uri(), SMALL_BUFFER).upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            for (int i = 0; i < SENDS; i++) {
                opened.session().getAsyncRemote().sendText(TEXT, result -> {});
            }
            assertThatThrownBy(() -> {
                        for (int i = 0; i < MANY_RENEWALS; i++) {
                            client.renewKeys();
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1006);
        }
    }

    @Test
    void saysThatNothingFollowsTheCloseFrame() throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap).upgraded()) {
            server.probe.nextOpened().session().close(new CloseReason(CloseCodes.GOING_AWAY, "Bye"));
            assertThat(client.readClose().code()).isEqualTo(1001);
            assertThat(client.isAtCleanEnd()).isTrue();
            assertEndsWithAnAlert(tap);
        }
    }

    @Test
    void saysThatNothingFollowsTheLastResponse() throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap)) {
            client.write("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(client.readRest()).startsWith("HTTP/1.1 404");
            assertEndsWithAnAlert(tap);
        }
    }

    /** An alert has two bytes; all else that was sent is longer, encrypted. With the type and the tag it has 19, with the JDK's padding 35. */
    private static void assertEndsWithAnAlert(WireTap tap) {
        byte[] all = tap.received();
        int last = 0;
        for (int at = 0; at < all.length; at += HEADER + ByteBuffer.wrap(all).getShort(at + 3)) {
            last = at;
        }
        assertThat(all.length - last - HEADER).isIn(19, 35);
    }

    @Test
    void closesBehindAllThatALateReaderHasNotReadYet() throws Exception {
        try (RawClient client = RawClient.connect(server.uri(), SMALL_BUFFER).upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            for (int i = 0; i < SENDS; i++) {
                opened.session().getAsyncRemote().sendText(i + TEXT, result -> {});
            }
            opened.session().close(new CloseReason(CloseCodes.GOING_AWAY, "Bye"));
            for (int i = 0; i < SENDS; i++) {
                assertThat(client.read().text()).isEqualTo(i + TEXT);
            }
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Bye", 1001));
            assertThat(client.isAtCleanEnd()).isTrue();
        }
    }

    /** That end is told by TLS; the TCP connection goes on. */
    @Test
    void noticesThatTheClientSendsNoMore() throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap).upgraded()) {
            client.text("last");
            assertThat(client.read().text()).isEqualTo("last");
            client.endOutput();
            assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1006);
            assertThat(client.isAtCleanEnd()).isTrue();
        }
    }

    @Test
    void readsOnBehindAKeyUpdateWhenReadingIsResumed() throws Exception {
        WireTap tap = WireTap.connected(server.uri(), SMALL_BUFFER);
        try (RawClient client = new RawClient(server.uri(), tap).upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            server.probe.onMessage = (from, text) -> {
                from.session().getAsyncRemote().sendText(text, result -> {});
                from.socket().pauseReading();
            };
            tap.hold();
            client.text("1");
            client.renewKeys();
            client.text("2");
            tap.release();
            assertThat(client.read().text()).isEqualTo("1");
            tap.hold();
            client.text("3");
            client.endOutput();
            tap.release();
            for (String next : new String[] {"2", "3"}) {
                opened.socket().resumeReading();
                assertThat(client.read().text()).isEqualTo(next);
            }
            assertThat(server.probe.closes.value()).isZero();
            opened.socket().resumeReading();
            assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1006);
        }
    }
}
