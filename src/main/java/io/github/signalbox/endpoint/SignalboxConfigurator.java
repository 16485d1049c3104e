package io.github.signalbox.endpoint;

import io.github.signalbox.admission.Handshake;
import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enforces origin rules and the limits of connections at the handshake.
 *
 * <p>Where the filter (or the standalone server) has decided already, this passes the decision on. Where none ran, it decides
 * itself; but it cannot answer with a status of its own choice, so a refusal beyond the container's answer to a bad origin lets
 * the handshake complete, and the endpoint closes the session at once.
 */
public class SignalboxConfigurator extends ServerEndpointConfig.Configurator {

    private static final String UNKNOWN_ADDRESS = "unknown";

    /** For the container. */
    public SignalboxConfigurator() {}

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return Ticket.current() != null || switchboard().mayAllow(origin);
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Ticket decided = Ticket.current();
        Ticket ticket = decided == null ? Ticket.issue(switchboard(), describe(request), null) : decided;
        ticket.use(request);
        config.getUserProperties().put(Ticket.PROPERTY, ticket);
    }

    private static Switchboard switchboard() {
        // Not injected: only WildFly injects into a Configurator.
        return CDI.current().select(Switchboard.class).get();
    }

    private static Handshake describe(HandshakeRequest request) {
        List<String> hosts = header(request, "Host");
        // The address is not in Jakarta WebSocket; the filter knows it.
        return new Handshake(header(request, "Origin"), hosts.isEmpty() ? null : hosts.get(0), false, UNKNOWN_ADDRESS);
    }

    private static List<String> header(HandshakeRequest request, String name) {
        for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return List.of();
    }
}
