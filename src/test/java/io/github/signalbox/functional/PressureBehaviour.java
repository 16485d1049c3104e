package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that send faster, or read more slowly, than they are served. */
interface PressureBehaviour extends Target {

    int PIPELINED = 10_000;
    int PARAMS_SIZE = 6_000;

    /** A server that goes on reading would take all 60 MB; the kernel's buffers, of both ends together, are a tenth of it. */
    int MOST_READ_AHEAD = 20_000_000;

    int ECHO_SIZE = 1_000;
    String ECHO = "\"" + "x".repeat(ECHO_SIZE) + "\"";

    int MAX_OUTBOUND = 200_000;
    int EVENT_SIZE = 20_000;
    int MOST_EVENTS = 800;

    /** What the application has to be set to. */
    Map<String, String> SETTINGS =
            Map.of("signalbox.handler-timeout", "PT60S", "signalbox.max-outbound", String.valueOf(MAX_OUTBOUND));

    private static ByteBuffer pipelined(String first) {
        String large = "{\"text\":\"" + "x".repeat(PARAMS_SIZE) + "\"}";
        ByteBuffer all = ByteBuffer.allocate(PIPELINED * (PARAMS_SIZE + 100));
        all.put(RawClient.textFrame(first));
        for (int id = 0; id < PIPELINED; id++) {
            all.put(RawClient.textFrame(request(id, "it.callFirst", large)));
        }
        return all.flip();
    }

    /** Requests whose answers are as large as they are, by turns of one that may block and one that does not. */
    private static ByteBuffer echoes(int count, String params) {
        ByteBuffer all = ByteBuffer.allocate(count * (params.length() + 100));
        for (int id = 0; id < count; id++) {
            all.put(RawClient.textFrame(request(id, id % 2 == 0 ? "it.echoBlocking" : "it.echo", params)));
        }
        return all.flip();
    }

    /** Writes the rest on a thread of its own. */
    private static CompletableFuture<Void> writeOn(SocketChannel channel, ByteBuffer bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A client of which only the bytes are looked at. */
    default SocketChannel upgraded() throws Exception {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(uri().getHost(), uri().getPort()));
        channel.write(StandardCharsets.US_ASCII.encode("GET " + uri().getPath() + " HTTP/1.1\r\nHost: "
                + uri().getAuthority() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        ByteBuffer head = ByteBuffer.allocate(10_000);
        while (!StandardCharsets.US_ASCII
                .decode(head.duplicate().flip())
                .toString()
                .endsWith("\r\n\r\n")) {
            assertThat(channel.read(head)).isPositive();
        }
        return channel;
    }

    /** Writes until the server has not taken a byte for a second. */
    static void writeWhileItReads(SocketChannel channel, ByteBuffer bytes) throws Exception {
        try (Selector writable = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(writable, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining() && writable.select(1000) > 0) {
                writable.selectedKeys().clear();
                channel.write(bytes);
            }
        }
        channel.configureBlocking(true);
    }

    private static String readText(DataInputStream in) throws Exception {
        assertThat(in.readUnsignedByte()).isEqualTo(0x81);
        int length = in.readUnsignedByte();
        return new String(in.readNBytes(length == 126 ? in.readUnsignedShort() : length), StandardCharsets.UTF_8);
    }

    @Test
    default void stopsReadingFromAClientThatPipelinesAndAnswersAllInOrder() throws Exception {
        String key = newKey();
        ByteBuffer requests = pipelined(request("it.hold", key));
        try (SocketChannel channel = upgraded();
                TextClient other = connect()) {
            writeWhileItReads(channel, requests);
            assertThat(requests.position()).isLessThan(MOST_READ_AHEAD);
            assertThat(other.ask(request("it.openGate", key))).isEqualTo("true");
            CompletableFuture<Void> rest = writeOn(channel, requests);
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(channel.socket().getInputStream()));
            assertThat(readText(in)).isEqualTo(key);
            for (int id = 0; id < PIPELINED; id++) {
                assertThat(readText(in)).isEqualTo(success(id, "\"it.callFirst1\""));
            }
            rest.get(10, TimeUnit.SECONDS);
        }
    }

    /** Fifty times as much as may wait for a slow client: its next request waits for it to read, and nothing is lost. */
    @Test
    default void answersAllToAClientThatBeginsToReadWhenItCanWriteNoMore() throws Exception {
        answersAllToALateReader(PIPELINED, ECHO);
    }

    @Test
    default void answersSixtyThousandSmallRequestsOfAClientThatReadsLate() throws Exception {
        answersAllToALateReader(60_000, "1");
    }

    @Test
    default void answersThreeHundredLargeRequestsOfAClientThatReadsLate() throws Exception {
        answersAllToALateReader(300, "\"" + "x".repeat(60_000) + "\"");
    }

    private void answersAllToALateReader(int count, String params) throws Exception {
        ByteBuffer requests = echoes(count, params);
        try (SocketChannel channel = upgraded()) {
            writeWhileItReads(channel, requests);
            CompletableFuture<Void> rest = writeOn(channel, requests);
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(channel.socket().getInputStream()));
            for (int id = 0; id < count; id++) {
                assertThat(readText(in)).isEqualTo(success(id, params));
            }
            rest.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    default void closesAClientThatDoesNotReadWith1013AndServesOthersMeanwhile() throws Exception {
        try (RawClient stalled = RawClient.connect(uri(), 8192).upgraded();
                TextClient bystander = connect()) {
            stalled.text(request("it.self", "null"));
            String id = stalled.readText().replaceAll(".*\"id\":(\"[0-9a-f]+\").*", "$1");
            String order = "{\"to\":" + id + ",\"event\":\"e\",\"params\":\"" + "x".repeat(EVENT_SIZE) + "\"}";
            int sent = 0;
            // More than the kernel buffers; answered with a failure once the connection is out of the registry.
            while (sent < MOST_EVENTS
                    && bystander.ask(request("it.sendTo", order)).equals("null")) {
                sent++;
            }
            int frames = 0;
            RawClient.Frame frame = stalled.read();
            while (frame.opcode() == RawClient.TEXT) {
                frames++;
                frame = stalled.read();
            }
            assertThat(frame).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Client reads too slowly", 1013));
            assertThat(frames).isPositive().isLessThan(sent);
            Await.until(
                    "it is forgotten",
                    () -> bystander.ask(request("it.knows", id)).equals("false"));
        }
    }

    @Test
    default void closesAClientOfARoomThatDoesNotReadWhileTheOthersGetEveryEvent() throws Exception {
        String room = newKey();
        String event = "{\"room\":" + room + ",\"event\":\"e\",\"params\":\"" + "x".repeat(EVENT_SIZE) + "\"}";
        try (RawClient stalled = RawClient.connect(uri(), 8192).upgraded();
                TextClient first = connect();
                TextClient second = connect()) {
            stalled.text(request("it.join", room));
            assertThat(stalled.readText()).isEqualTo("null");
            first.ask(request("it.join", room));
            second.ask(request("it.join", room));
            int sent = 0;
            // More than the kernel buffers for the one that does not read.
            while (sent < MOST_EVENTS
                    && (sent % 10 > 0 || first.ask(request("it.present", room)).equals("3"))) {
                first.send(request("it.publish", event));
                // Who reads has each event before the next one is asked for.
                assertThat(first.next(2)).last().isEqualTo("null");
                assertThat(second.next()).hasSizeGreaterThan(EVENT_SIZE);
                sent++;
            }
            assertThat(stalled.readClose())
                    .isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Client reads too slowly", 1013));
            Await.until("it is in the room no more", () -> first.ask(request("it.present", room))
                    .equals("2"));
        }
    }
}
