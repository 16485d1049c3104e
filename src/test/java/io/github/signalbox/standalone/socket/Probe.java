package io.github.signalbox.standalone.socket;

import io.github.signalbox.functional.Await;
import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the endpoint of a {@link TestServer} saw, and what it does with a message. */
final class Probe {

    /** One session with the socket below it. */
    record Opened(Session session, ClientControl socket) {}

    final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
    final CopyOnWriteArrayList<Throwable> errors = new CopyOnWriteArrayList<>();
    final Count opens = new Count();
    final Count closes = new Count();
    final Count gones = new Count();
    final Count admitted = new Count();
    final Count notUpgraded = new Count();
    volatile BiConsumer<Opened, String> onMessage = Probe::echo;
    volatile BiConsumer<HandshakeRequest, HandshakeResponse> inConfigurator = (request, response) -> {};

    private static void echo(Opened opened, String text) {
        opened.session().getAsyncRemote().sendText(text, result -> {});
    }

    Opened nextOpened() throws InterruptedException {
        return present(opened.poll(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "nobody connected");
    }

    CloseReason nextClosed() throws InterruptedException {
        return present(closed.poll(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "nobody was closed");
    }

    private static <T> T present(@Nullable T value, String complaint) {
        if (value == null) {
            throw new AssertionError(complaint);
        }
        return value;
    }
}
