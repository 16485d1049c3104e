package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.RawClient;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendingWireTest {

    private static final int SENDS = 300;
    private static final String TEXT = "x".repeat(65_536);

    /** Soon drops whoever has not closed. */
    private static final SocketLimits HASTY = new SocketLimits(
            TestServer.MAX_MESSAGE_SIZE, Await.PATIENCE, Duration.ofMillis(200), Duration.ofMillis(200));

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.admittingAll();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** How a connection with much queued may end. */
    enum End {
        RESET_BY_THE_CLIENT(false) {
            @Override
            void of(RawClient client, Probe.Opened opened) throws Exception {
                client.reset();
            }
        },
        CLOSED_BY_THE_CLIENT(false) {
            @Override
            void of(RawClient client, Probe.Opened opened) throws Exception {
                client.close();
            }
        },
        ABORTED(false) {
            @Override
            void of(RawClient client, Probe.Opened opened) {
                opened.socket().abort();
            }
        },
        CLOSED_BY_THE_SERVER(true) {
            @Override
            void of(RawClient client, Probe.Opened opened) throws Exception {
                opened.session().close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "Too slow"));
            }
        };

        final boolean lingers;

        End(boolean lingers) {
            this.lingers = lingers;
        }

        abstract void of(RawClient client, Probe.Opened opened) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void everySendIsReportedOnceThoughTheClientNeverReads(End end) throws Exception {
        try (TestServer hasty = TestServer.with(HASTY);
                RawClient client = RawClient.connect(hasty.uri(), 4096).upgraded()) {
            Probe.Opened opened = hasty.probe.nextOpened();
            Count ok = new Count();
            Count failed = new Count();
            Count reported = new Count();
            for (int i = 0; i < SENDS; i++) {
                opened.session().getAsyncRemote().sendText(TEXT, result -> {
                    (result.isOK() ? ok : failed).up();
                    reported.up();
                });
            }
            assertThat(failed.value()).isZero();
            assertThat(ok.value()).isLessThan(SENDS);
            end.of(client, opened);
            assertThat(reported.awaitAtLeast(SENDS)).isEqualTo(SENDS);
            assertThat(failed.value()).isPositive();
            assertThat(hasty.probe.nextClosed().getCloseCode().getCode()).isEqualTo(end.lingers ? 1013 : 1006);
            assertThat(hasty.probe.gones.awaitAtLeast(1)).isEqualTo(1);
            assertThat(hasty.probe.closes.value()).isEqualTo(1);
            assertThat(reported.value()).isEqualTo(SENDS);
        }
    }

    @Test
    void closingWaitsForNobody() throws Exception {
        try (RawClient client = RawClient.connect(server.uri(), 4096).upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            for (int i = 0; i < SENDS; i++) {
                opened.session().getAsyncRemote().sendText(TEXT, result -> {});
            }
            opened.session().close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "Too slow"));
            // Otherwise it would have been dropped by now, at the end of the server's patience.
            assertThat(opened.socket().isOpen()).isTrue();
            client.reset();
        }
    }

    @Test
    void oneThatNeverReadsHoldsUpNobody() throws Exception {
        try (RawClient slow = RawClient.connect(server.uri(), 4096).upgraded()) {
            // Before the other one comes, whose session might be the first to open.
            Probe.Opened opened = server.probe.nextOpened();
            for (int i = 0; i < SENDS; i++) {
                opened.session().getAsyncRemote().sendText(TEXT, result -> {});
            }
            slow.text("I can write, but I do not read");
            try (RawClient quick = server.connect().upgraded()) {
                for (int i = 0; i < 100; i++) {
                    quick.text("ping " + i);
                    assertThat(quick.read().text()).isEqualTo("ping " + i);
                }
            }
        }
    }

    @Test
    void oneThatPingsAndNeverReadsIsClosed() throws Exception {
        byte[] pings = new byte[131 * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(RawClient.frame(0x89, new byte[125]), 0, pings, 131 * i, 131);
        }
        try (RawClient client = RawClient.connect(server.uri(), 4096).upgraded()) {
            // More than the kernel takes; once it is closed, what comes is thrown away and then refused.
            for (int i = 0; i < 1000 && server.probe.closes.value() == 0; i++) {
                client.write(pings);
            }
            assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1013);
            assertThat(client.readClose().code()).isEqualTo(1013);
        }
    }

    @Test
    void manyPingsOfOneThatReadsAreAllAnswered() throws Exception {
        try (RawClient client = server.connect().upgraded()) {
            for (int i = 0; i < 10_000; i++) {
                client.write(RawClient.frame(0x89, new byte[] {'p'}));
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(client.read().opcode()).isEqualTo(10);
            }
        }
    }

    @Test
    void aLateReaderGetsAllInOrder() throws Exception {
        try (RawClient client = RawClient.connect(server.uri(), 4096).upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            Count ok = new Count();
            for (int i = 0; i < SENDS; i++) {
                opened.session().getAsyncRemote().sendText(i + TEXT, result -> ok.up());
            }
            for (int i = 0; i < SENDS; i++) {
                assertThat(client.read().text()).startsWith(i + "x");
            }
            assertThat(ok.awaitAtLeast(SENDS)).isEqualTo(SENDS);
        }
    }

    @Test
    void aHandlerMaySendTheNext() throws Exception {
        try (RawClient client = server.connect().upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            CompletableFuture<Integer> last = new CompletableFuture<>();
            new Consumer<Integer>() {
                @Override
                public void accept(Integer i) {
                    opened.session().getAsyncRemote().sendText("" + i, result -> {
                        if (i == 20_000) {
                            last.complete(i);
                        } else {
                            accept(i + 1);
                        }
                    });
                }
            }.accept(1);
            for (int i = 1; i <= 20_000; i++) {
                assertThat(client.read().text()).isEqualTo("" + i);
            }
            assertThat(last.get(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isEqualTo(20_000);
        }
    }

    @Test
    void manyThreadsNeverInterleave() throws Exception {
        try (RawClient client = server.connect().upgraded()) {
            Probe.Opened opened = server.probe.nextOpened();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String text = String.valueOf(t).repeat(500);
                threads.add(new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        opened.session().getAsyncRemote().sendText(text, result -> {});
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (int i = 0; i < 8 * 500; i++) {
                String text = client.read().text();
                assertThat(text).hasSize(500).isEqualTo(text.substring(0, 1).repeat(500));
            }
        }
    }

    @Test
    void closesTheTcpConnectionThoughTheClientIgnoresTheCloseFrame() throws Exception {
        try (TestServer hasty = TestServer.with(HASTY);
                RawClient client = hasty.connect().upgraded()) {
            hasty.probe.nextOpened().session().close(new CloseReason(CloseCodes.VIOLATED_POLICY, "Out"));
            assertThat(client.read()).isEqualTo(new RawClient.Frame(8, "Out", 1008));
            assertThat(client.isAtEnd()).isTrue();
            assertThat(hasty.probe.gones.awaitAtLeast(1)).isEqualTo(1);
        }
    }

    /** RFC 6455 section 5.5.1; the closing handshake is answered by another thread than those that send. */
    @Test
    void sendsNoDataBehindTheCloseFrame() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (RawClient client = server.connect().upgraded()) {
                Session session = server.probe.nextOpened().session();
                CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendUntilClosed(session));
                assertThat(client.read().text()).isEqualTo("x");
                client.closeFrame(1000);
                assertThat(client.readClose().code()).isEqualTo(1000);
                assertThat(client.isAtEnd()).as("round %d", i).isTrue();
                sender.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void sendUntilClosed(Session session) {
        try {
            while (session.isOpen()) {
                session.getAsyncRemote().sendText("x", result -> {});
            }
        } catch (RuntimeException e) {
            // Closed since it was asked; which exception says so is up to Tyrus.
        }
    }
}
