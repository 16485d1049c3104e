package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReadingWireTest {

    private static final int FRAMES = 10_000;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private TestServer server;
    private RawClient client;

    @BeforeEach
    void connect() throws Exception {
        server = TestServer.admittingAll();
        server.probe.onMessage = (opened, text) -> received.add(text);
        client = server.connect().upgraded();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        server.close();
    }

    private static byte[] pipelined(int frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.range(0, frames)
                .mapToObj(i -> RawClient.frame(0x81, String.valueOf(i).getBytes(StandardCharsets.UTF_8)))
                .forEach(all::writeBytes);
        return all.toByteArray();
    }

    private String nextReceived() throws InterruptedException {
        return received.poll(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @RepeatedTest(5)
    void losesNothingWhilePauseAndResumeToggle() throws Exception {
        ClientControl socket = server.probe.nextOpened().socket();
        AtomicBoolean done = new AtomicBoolean();
        Thread[] togglers = new Thread[2];
        for (int i = 0; i < togglers.length; i++) {
            togglers[i] = new Thread(() -> {
                while (!done.get()) {
                    socket.pauseReading();
                    LockSupport.parkNanos(1000);
                    socket.resumeReading();
                    LockSupport.parkNanos(1000);
                }
            });
            togglers[i].start();
        }
        client.write(pipelined(FRAMES));
        for (int i = 0; i < FRAMES; i++) {
            assertThat(nextReceived()).isEqualTo(String.valueOf(i));
        }
        done.set(true);
        for (Thread toggler : togglers) {
            toggler.join();
        }
        assertThat(server.probe.errors).isEmpty();
    }

    @Test
    void theMessageThatPausesIsTheLast() throws Exception {
        server.probe.onMessage = (opened, text) -> {
            opened.socket().pauseReading();
            received.add(text);
        };
        client.write(pipelined(100));
        ClientControl socket = server.probe.nextOpened().socket();
        for (int i = 0; i < 100; i++) {
            assertThat(nextReceived()).isEqualTo(String.valueOf(i));
            assertThat(received.poll(i < 3 ? 50 : 0, TimeUnit.MILLISECONDS)).isNull();
            socket.resumeReading();
        }
    }

    @Test
    void holdsNoThreadAndStopsTheSender() throws Exception {
        ClientControl first = server.probe.nextOpened().socket();
        first.pauseReading();
        RawClient[] others = new RawClient[40];
        for (int i = 0; i < others.length; i++) {
            others[i] = server.connect().upgraded();
            server.probe.nextOpened().socket().pauseReading();
            others[i].text("held");
        }
        CountDownLatch flooding = new CountDownLatch(1);
        Thread flood = new Thread(() -> {
            byte[] frame = RawClient.frame(0x81, new byte[1000]);
            flooding.countDown();
            try {
                for (int i = 0; i < 100_000; i++) {
                    client.write(frame);
                }
            } catch (IOException e) {
                server.probe.errors.add(e);
            }
        });
        flood.start();
        flooding.await();
        flood.join(500);
        assertThat(flood.isAlive()).as("still sending").isTrue();
        try (RawClient last = server.connect().upgraded()) {
            last.text("free");
            assertThat(nextReceived()).isEqualTo("free");
        }
        first.abort();
        flood.join();
        assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1006);
        for (RawClient other : others) {
            other.close();
        }
    }

    @Test
    void aPausedConnectionCanBeClosed() throws Exception {
        Probe.Opened opened = server.probe.nextOpened();
        opened.socket().pauseReading();
        client.write(pipelined(10));
        opened.session().close();
        assertThat(client.readClose().code()).isEqualTo(1000);
        assertThat(client.isAtCleanEnd()).isTrue();
        assertThat(received).isEmpty();
    }

    @Test
    void abortResetsTheClientAndTellsAll() throws Exception {
        ClientControl socket = server.probe.nextOpened().socket();
        socket.abort();
        assertThatThrownBy(client::isAtCleanEnd).isInstanceOf(java.net.SocketException.class);
        assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1006);
        assertThat(server.probe.gones.awaitAtLeast(1)).isEqualTo(1);
        assertThat(socket.isOpen()).isFalse();
        Count late = new Count();
        socket.onGone(late::up);
        assertThat(late.value()).isEqualTo(1);
        socket.abort();
        socket.pauseReading();
        socket.resumeReading();
        assertThat(server.probe.closes.value()).isEqualTo(1);
    }

    @Test
    void abortWithinAMessageEndsTheSessionAfterIt() throws Exception {
        server.probe.onMessage = (opened, text) -> {
            opened.socket().abort();
            received.add(text + " " + server.probe.closes.value());
        };
        client.write(pipelined(10));
        assertThat(server.probe.nextClosed().getCloseCode().getCode()).isEqualTo(1006);
        assertThat(received).containsExactly("0 0");
    }
}
