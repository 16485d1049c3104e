package io.github.signalbox.functional;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A well-behaved client: the JDK's own. Reads all that comes, answers pings and closing handshakes by itself. */
public final class TextClient implements AutoCloseable {

    /** How the server ended it. */
    public record Ending(int code, String reason) {}

    private static final HttpClient HTTP =
            HttpClient.newBuilder().sslContext(Trusting.everybody()).build();

    private final Inbox inbox = new Inbox();
    private final WebSocket socket;

    private TextClient(URI uri) throws Exception {
        socket = HTTP.newWebSocketBuilder().buildAsync(uri, inbox).get(Await.PATIENCE.toMillis(), MILLISECONDS);
    }

    public static TextClient open(URI uri) throws Exception {
        return new TextClient(uri);
    }

    public TextClient send(String text) throws Exception {
        socket.sendText(text, true).get(Await.PATIENCE.toMillis(), MILLISECONDS);
        return this;
    }

    /** The next message. */
    public String next() throws Exception {
        String text = inbox.texts.poll(Await.PATIENCE.toMillis(), MILLISECONDS);
        if (text == null) {
            throw new AssertionError("No message");
        }
        return text;
    }

    public List<String> next(int count) throws Exception {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(next());
        }
        return texts;
    }

    /** Sends a message and waits for the next one, which is its answer if nothing else is pending. */
    public String ask(String text) throws Exception {
        return send(text).next();
    }

    /** Returns when the server has read all that was sent before: frames are read in order. */
    public void awaitRead() throws Exception {
        socket.sendPing(ByteBuffer.allocate(0)).get(Await.PATIENCE.toMillis(), MILLISECONDS);
        if (!inbox.pongs.tryAcquire(Await.PATIENCE.toMillis(), MILLISECONDS)) {
            throw new AssertionError("No pong");
        }
    }

    /** Begins the closing handshake. */
    public void leave(int code, String reason) throws Exception {
        socket.sendClose(code, reason).get(Await.PATIENCE.toMillis(), MILLISECONDS);
    }

    public Ending ending() throws Exception {
        return inbox.ending.get(Await.PATIENCE.toMillis(), MILLISECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Inbox implements WebSocket.Listener {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<Ending> ending = new CompletableFuture<>();
        private final Semaphore pongs = new Semaphore(0);
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket client, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            client.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket client, ByteBuffer message) {
            pongs.release();
            client.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket client, int code, String reason) {
            ending.complete(new Ending(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket client, Throwable error) {
            ending.completeExceptionally(error);
        }
    }
}
