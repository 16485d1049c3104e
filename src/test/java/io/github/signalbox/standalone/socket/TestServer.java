package io.github.signalbox.standalone.socket;

import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.RawClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A listener on a free port of 127.0.0.1 with a {@link ProbeEndpoint}. */
final class TestServer implements AutoCloseable {

    static final int MAX_MESSAGE_SIZE = 1000;

    private static final SocketLimits PATIENT =
            new SocketLimits(MAX_MESSAGE_SIZE, Await.PATIENCE, Await.PATIENCE, Await.PATIENCE);

    final Probe probe = new Probe();
    final WebSocketListener listener;

    private final String scheme;

    private TestServer(
            Function<TestServer, HandshakeGate> gate,
            SocketLimits limits,
            Map<String, MadePage> pages,
            @Nullable SSLContext tls)
            throws Exception {
        scheme = tls == null ? "ws" : "wss";
        listener = new WebSocketListener(
                "127.0.0.1",
                0,
                ProbeEndpoint.class,
                TestServer.class.getClassLoader(),
                gate.apply(this),
                limits,
                pages,
                tls);
        listener.start();
    }

    /** Gives clients more time than any test needs, however busy the machine. */
    static TestServer admittingAll() throws Exception {
        return with(PATIENT);
    }

    static TestServer with(SocketLimits limits) throws Exception {
        return new TestServer(server -> (handshake, socket) -> server.admission(socket), limits, Map.of(), null);
    }

    static TestServer serving(Map<String, MadePage> pages) throws Exception {
        return new TestServer(server -> (handshake, socket) -> server.admission(socket), PATIENT, pages, null);
    }

    static TestServer encrypted(SSLContext tls) throws Exception {
        return new TestServer(server -> (handshake, socket) -> server.admission(socket), PATIENT, Map.of(), tls);
    }

    static TestServer gatedBy(HandshakeGate gate) throws Exception {
        return new TestServer(server -> gate, PATIENT, Map.of(), null);
    }

    HandshakeGate.Admission admission(ClientControl socket) {
        probe.admitted.up();
        socket.onGone(probe.gones::up);
        return new HandshakeGate.Admission() {
            @Override
            public void during(Runnable handshake) {
                ProbeEndpoint.ARRIVAL.set(new ProbeEndpoint.Arrival(probe, socket));
                try {
                    handshake.run();
                } finally {
                    ProbeEndpoint.ARRIVAL.remove();
                }
            }

            @Override
            public void notUpgraded() {
                probe.notUpgraded.up();
            }
        };
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + listener.port() + "/ws");
    }

    RawClient connect() throws Exception {
        return RawClient.connect(uri());
    }

    @Override
    public void close() throws IOException {
        listener.stop(Duration.ofSeconds(1));
    }
}
