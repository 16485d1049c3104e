package io.github.signalbox.standalone.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports to the {@link Probe} that the gate has put on the thread of the handshake. */
@ServerEndpoint(value = "/ws", configurator = ProbeEndpoint.HandOver.class)
public final class ProbeEndpoint {

    record Arrival(Probe probe, ClientControl socket) {}

    static final ThreadLocal<Arrival> ARRIVAL = new ThreadLocal<>();

    private @Nullable Probe probe;
    private Probe.@Nullable Opened opened;

    /** Carries the arrival from the handshake to the session. */
    public static final class HandOver extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return !"https://backstop.example".equals(origin);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("arrival", Objects.requireNonNull(ARRIVAL.get()));
            Objects.requireNonNull(ARRIVAL.get()).probe().inConfigurator.accept(request, response);
        }
    }

    @OnOpen
    public void open(Session session) {
        Arrival arrival =
                (Arrival) Objects.requireNonNull(session.getUserProperties().get("arrival"));
        probe = arrival.probe();
        opened = new Probe.Opened(session, arrival.socket());
        arrival.probe().opens.up();
        arrival.probe().opened.add(opened);
    }

    @OnMessage
    public void message(String text) {
        Objects.requireNonNull(probe).onMessage.accept(Objects.requireNonNull(opened), text);
    }

    @OnClose
    public void close(CloseReason reason) {
        Probe told = Objects.requireNonNull(probe);
        told.closes.up();
        told.closed.add(reason);
    }

    @OnError
    public void error(Throwable error) {
        // Tyrus calls a fresh instance when a session is closed while a fragmented message is delivered.
        if (probe != null) {
            probe.errors.add(error);
        }
    }
}
