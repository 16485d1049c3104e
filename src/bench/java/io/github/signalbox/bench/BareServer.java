package io.github.signalbox.bench;

import io.github.signalbox.admission.Handshake;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.standalone.socket.ClientControl;
import io.github.signalbox.standalone.socket.HandshakeGate;
import io.github.signalbox.standalone.socket.SocketLimits;
import io.github.signalbox.standalone.socket.WebSocketListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The standalone server's container with nothing above it: the params of each request go back as they came, unread. What the echo of
 * {@link BenchServer} costs more is the price of decoding, looking up, binding, calling, encoding and the outbox.
 */
public final class BareServer {

    private static final String PARAMS = "\"Params\":";
    private static final int MAX_MESSAGE_SIZE = 1 << 20;

    private BareServer() {}

    /** Hears of no message: they do not come as far as Tyrus. */
    @ServerEndpoint("/ws")
    public static final class Deaf {

        /** For Tyrus. */
        public Deaf() {}
    }

    /** Lets everybody in, and takes their messages from the socket. */
    private static final class Echo implements HandshakeGate {

        @Override
        public Decision decide(Handshake handshake, ClientControl control) {
            control.receiveTexts(text -> {
                String params = text.substring(text.indexOf(PARAMS) + PARAMS.length(), text.length() - 1);
                // Of the load generator's characters each is one byte.
                control.send(new EncodedMessage(params, params.length()), failure -> {});
            });
            return new Admission() {

                @Override
                public void during(Runnable upgrade) {
                    upgrade.run();
                }

                @Override
                public void notUpgraded() {
                    // Nothing was taken.
                }
            };
        }
    }

    /**
     * Serves until it is stopped.
     *
     * @param args the port
     * @throws IOException if it cannot listen
     * @throws DeploymentException if Tyrus does not accept the endpoint
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, DeploymentException, InterruptedException {
        new WebSocketListener(
                        "127.0.0.1",
                        Integer.parseInt(args[0]),
                        Deaf.class,
                        BareServer.class.getClassLoader(),
                        new Echo(),
                        SocketLimits.of(MAX_MESSAGE_SIZE, Duration.ofSeconds(20)),
                        Map.of(),
                        null)
                .start();
        new CountDownLatch(1).await();
    }
}
