package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.NewThreads;
import io.github.signalbox.functional.RawClient;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebSocketListenerTest {

    private static WebSocketListener listener(String host, int port) {
        return new WebSocketListener(
                host,
                port,
                ProbeEndpoint.class,
                WebSocketListenerTest.class.getClassLoader(),
                (handshake, socket) -> new HandshakeGate.Refusal(503, Map.of(), ""),
                SocketLimits.of(1000, Duration.ofSeconds(2)),
                Map.of(),
                null);
    }

    @Test
    void echoes() throws Exception {
        try (TestServer server = TestServer.admittingAll();
                RawClient client = server.connect().upgraded()) {
            client.text("hello");
            assertThat(client.read().text()).isEqualTo("hello");
        }
    }

    @Test
    void takesFramesThatCameWithTheHandshake() throws Exception {
        try (TestServer server = TestServer.admittingAll();
                RawClient client = server.connect()) {
            String early = new String(RawClient.textFrame("early"), StandardCharsets.ISO_8859_1);
            client.write(client.request("") + early);
            client.readHead();
            assertThat(client.read().text()).isEqualTo("early");
        }
    }

    @Test
    void listensOnTheGivenAddressOnly() throws Exception {
        WebSocketListener listener = listener("127.0.0.1", 0);
        listener.start();
        try {
            for (InetAddress other : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                    .collect(Collectors.toSet())) {
                assertThatThrownBy(() -> new Socket(other, listener.port()).close())
                        .isInstanceOf(IOException.class);
            }
        } finally {
            listener.stop(Duration.ZERO);
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            WebSocketListener second = listener("127.0.0.1", server.listener.port());
            assertThatThrownBy(second::start)
                    .isInstanceOf(ListenException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + server.listener.port()
                            + ": the port is taken. Set signalbox.port to another one, or to 0 for any that is free")
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void refusesAHostThatIsUnknown() {
        assertThatThrownBy(listener("no-such-host.invalid", 0)::start)
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("host 'no-such-host.invalid': the name is unknown. Set signalbox.host")
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void refusesAHostThatIsElsewhere() {
        assertThatThrownBy(listener("192.0.2.1", 0)::start)
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("192.0.2.1:0: the host is not an address of this machine. Set signalbox.host");
    }

    @Test
    void leavesNothingBehindWhenStopped() throws Exception {
        NewThreads threads = new NewThreads();
        TestServer server = TestServer.admittingAll();
        int port = server.listener.port();
        try (RawClient client = server.connect().upgraded()) {
            client.text("hello");
            client.read();
            server.close();
            assertThat(client.readClose().code()).isEqualTo(1001);
        }
        assertThat(server.probe.closes.awaitAtLeast(1)).isEqualTo(1);
        assertThatThrownBy(() -> RawClient.connect(server.uri())).isInstanceOf(ConnectException.class);
        Await.until("its threads are gone", () -> threads.alive().isEmpty());
        WebSocketListener again = listener("127.0.0.1", port);
        again.start();
        again.stop(Duration.ZERO);
        again.stop(Duration.ZERO);
    }

    @Test
    void isNotHeldUpByACallbackThatBlocks() throws Exception {
        Await.quick(Duration.ofSeconds(1), () -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            TestServer server = TestServer.admittingAll();
            server.probe.onMessage = (opened, text) -> {
                running.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            try (RawClient client = server.connect().upgraded()) {
                client.text("hello");
                running.await();
                long start = System.nanoTime();
                server.listener.stop(Duration.ZERO);
                return Duration.ofNanos(System.nanoTime() - start);
            } finally {
                released.countDown();
            }
        });
    }
}
