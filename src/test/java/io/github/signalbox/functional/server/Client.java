package io.github.signalbox.functional.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A client of a deployed application: the JDK's own. */
final class Client implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private final WebSocket socket;

    Client(URI application) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws" + application.resolve("ws").toString().substring("http".length())), this)
                .orTimeout(PATIENCE_SECONDS, SECONDS)
                .join();
    }

    String call(String request) throws InterruptedException {
        send(request);
        String answer = answers.poll(PATIENCE_SECONDS, SECONDS);
        if (answer == null) {
            throw new AssertionError("No answer within " + PATIENCE_SECONDS + " s; " + end);
        }
        return answer;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** How the connection ended: the close code and the reason. */
    String end() {
        return end.orTimeout(PATIENCE_SECONDS, SECONDS).join();
    }

    /** What a server answers to a handshake with this origin, all of it. */
    static String handshake(URI application, String origin) throws IOException {
        try (Socket connection = new Socket(application.getHost(), application.getPort())) {
            connection.setSoTimeout((int) SECONDS.toMillis(PATIENCE_SECONDS));
            String request =
                    "GET " + application.resolve("ws").getPath() + " HTTP/1.1\r\nHost: " + application.getAuthority()
                            + "\r\nOrigin: " + origin
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            connection.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            // Some servers keep the connection: read as far as the body's end, which is the object's.
            for (int next = connection.getInputStream().read();
                    next >= 0;
                    next = connection.getInputStream().read()) {
                answer.append((char) next);
                if (next == '}') {
                    break;
                }
            }
            return answer.toString();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            answers.add(parts.toString());
            parts.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end.complete((statusCode + " " + reason).strip());
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end.complete(error.toString());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
