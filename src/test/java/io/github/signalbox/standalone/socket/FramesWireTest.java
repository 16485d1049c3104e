package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.RawClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FramesWireTest {

    private static final int MAX = TestServer.MAX_MESSAGE_SIZE;

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void connect() throws Exception {
        server = TestServer.admittingAll();
        client = server.connect().upgraded();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void acceptsAMessageOfTheFullSize() throws Exception {
        client.text("x".repeat(MAX));
        assertThat(client.read().text()).hasSize(MAX);
        client.write(RawClient.frame(0x01, new byte[MAX - 1]));
        client.write(RawClient.frame(0x80, new byte[1]));
        assertThat(client.read().text()).hasSize(MAX);
    }

    @Test
    void refusesOneByteMore() throws Exception {
        client.text("x".repeat(MAX + 1));
        assertThat(client.readClose().code()).isEqualTo(1009);
        assertThat(client.isAtCleanEnd()).isTrue();
        assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1009);
    }

    @Test
    void refusesOneByteMoreInFragments() throws Exception {
        client.write(RawClient.frame(0x01, new byte[MAX]));
        client.write(RawClient.frame(0x80, new byte[1]));
        assertThat(client.readClose().code()).isEqualTo(1009);
    }

    @Test
    void answersTheHeaderOfAHugeFrameAndLetsItsBytesGoBy() throws Exception {
        client.write(RawClient.head(0x81, 1L << 40));
        assertThat(client.readClose().code()).isEqualTo(1009);
        client.write(new byte[100_000]);
        assertThat(client.isAtCleanEnd()).isTrue();
    }

    @Test
    void theCloseFrameArrivesThoughMuchIsUnread() throws Exception {
        Thread flood = new Thread(() -> {
            try {
                client.write(RawClient.head(0x81, 50_000_000));
                client.write(new byte[5_000_000]);
            } catch (java.io.IOException e) {
                server.probe.errors.add(e);
            }
        });
        flood.start();
        assertThat(client.readClose().code()).isEqualTo(1009);
        flood.join();
        assertThat(server.probe.errors).isEmpty();
    }

    @Test
    void refusesFramesThatAreNotMasked() throws Exception {
        client.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
        assertThat(client.readClose().code()).isEqualTo(1002);
        assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1002);
    }

    @Test
    void refusesTextThatIsNotUtf8() throws Exception {
        client.write(RawClient.frame(0x81, new byte[] {(byte) 0xff}));
        assertThat(client.readClose().code()).isEqualTo(1007);
    }

    @Test
    void refusesAContinuationOfNothing() throws Exception {
        client.write(RawClient.frame(0x80, new byte[1]));
        assertThat(client.readClose().code()).isEqualTo(1002);
    }

    @Test
    void answersThePingBetweenFragments() throws Exception {
        client.write(RawClient.frame(0x01, "a".getBytes(StandardCharsets.UTF_8)));
        client.write(RawClient.frame(0x89, "p".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.read()).isEqualTo(new RawClient.Frame(10, "p", -1));
        client.write(RawClient.frame(0x80, "b".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.read().text()).isEqualTo("ab");
    }

    @Test
    void answersTheCloseFrameAndCloses() throws Exception {
        client.closeFrame(3333);
        assertThat(client.readClose().code()).isEqualTo(3333);
        assertThat(client.isAtCleanEnd()).isTrue();
        assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(3333);
        assertThat(server.probe.closes.awaitAtLeast(1)).isEqualTo(1);
    }
}
