package io.github.signalbox.functional;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A well-behaved client: the JDK's own. Reads all that comes, answers pings and closing handshakes by itself. */
final class TextClient implements AutoCloseable {

    /** How the server ended it. */
    record Ending(int code, String reason) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Inbox inbox = new Inbox();
    private final WebSocket socket;

    private TextClient(URI uri) throws Exception {
        socket = HTTP.newWebSocketBuilder().buildAsync(uri, inbox).get(Await.PATIENCE.toMillis(), MILLISECONDS);
    }

    static TextClient open(URI uri) throws Exception {
        return new TextClient(uri);
    }

    TextClient send(String text) throws Exception {
        socket.sendText(text, true).get(Await.PATIENCE.toMillis(), MILLISECONDS);
        return this;
    }

    /** The next message. */
    String next() throws Exception {
        String text = inbox.texts.poll(Await.PATIENCE.toMillis(), MILLISECONDS);
        if (text == null) {
            throw new AssertionError("No message");
        }
        return text;
    }

    List<String> next(int count) throws Exception {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(next());
        }
        return texts;
    }

    /** Sends a message and waits for the next one, which is its answer if nothing else is pending. */
    String ask(String text) throws Exception {
        return send(text).next();
    }

    Ending ending() throws Exception {
        return inbox.ending.get(Await.PATIENCE.toMillis(), MILLISECONDS);
    }

    /** Messages that have come and were not asked for yet. */
    int waiting() {
        return inbox.texts.size();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Inbox implements WebSocket.Listener {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<Ending> ending = new CompletableFuture<>();
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
