package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Connection;
import io.github.signalbox.admission.Admitted;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteTable;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes and handlers that hold all the threads there are for them, in a container that blocks. */
@Timeout(30)
class BlockedClosesTest {

    private static final int HANDLERS = 2;
    private static final int CLOSES = 16;

    private final Thread sender = Thread.currentThread();
    private final ExecutorService handlers = Executors.newFixedThreadPool(HANDLERS);
    private final CountDownLatch blocked = new CountDownLatch(HANDLERS + CLOSES);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Switchboard board = new Switchboard(
            Settings.defaults(),
            new RouteTable(Bench.BINDING),
            Bench.BINDING,
            HandlerScopes.NONE,
            new Nobody(),
            handlers,
            new Lines(Level.INFO));

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        board.close();
        handlers.shutdownNow();
        assertThat(handlers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doNotHoldUpABusyConnectionWhoseClientReads() throws Exception {
        CompletableFuture<LiveConnection> opened = new CompletableFuture<>();
        // There is always one more to send, until the thread that began has handed over.
        FakeTransport socket = FakeTransport.completing(done -> {
            done.run();
            if (Thread.currentThread() == sender) {
                opened.join().send("more", null);
            }
        });
        LiveConnection busy = open(socket);
        opened.complete(busy);
        for (int i = 0; i < HANDLERS; i++) {
            handlers.execute(this::block);
        }
        for (int i = 0; i < CLOSES; i++) {
            open(new Blocking()).closeNow(CloseCodes.TOO_BIG, "Message too large");
        }
        blocked.await();

        busy.send("first", null);
        busy.send("last", null);

        // With more behind it, if what was handed over was sent by then and this thread has begun again.
        socket.await(frames -> frames.stream().anyMatch(each -> each.contains("last")));
        assertThat(socket.overlapped()).isFalse();
        assertThat(busy.isOpen()).isTrue();
    }

    private void block() {
        blocked.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LiveConnection open(Transport transport) {
        Admitted admitted = (Admitted) board.admit("c", new Handshake(List.of(), "localhost", false, "192.0.2.1"));
        return Objects.requireNonNull(
                board.open(transport, new Peer(Peer.newId(), "192.0.2.1", null, Set.of()), admitted.lease()));
    }

    /** A socket whose close waits for the client. */
    private final class Blocking implements Transport {

        @Override
        public void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
            done.accept(null);
        }

        @Override
        public void ping() {}

        @Override
        public void close(int closeCode, String reason) {
            block();
        }

        @Override
        public void abort() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean pauseReading() {
            return true;
        }

        @Override
        public void resumeReading() {}
    }

    private static final class Nobody implements ConnectionEvents {

        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection) {}
    }
}
