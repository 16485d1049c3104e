package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Connection;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteTable;
import io.github.signalbox.session.ConnectionEvents;
import io.github.signalbox.session.Switchboard;
import jakarta.json.bind.JsonbBuilder;
import jakarta.websocket.CloseReason;
import jakarta.websocket.server.HandshakeRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalboxEndpointTest {

    private final SignalboxEndpoint endpoint = new SignalboxEndpoint();
    private final FakeSession session = new FakeSession();
    private final List<String> events = new ArrayList<>();
    private final Binding binding = new Binding(JsonbBuilder.create());
    private final Switchboard board = new Switchboard(
            Settings.defaults(),
            new RouteTable(binding),
            binding,
            HandlerScopes.NONE,
            new Observers(),
            Runnable::run,
            System.getLogger("io.github.signalbox.test"));

    @AfterEach
    void stop() {
        board.close();
    }

    @Test
    void hearsOfAnEndThatComesWhileTheConnectionStillOpens() {
        Ticket ticket = Ticket.issue(board, new Handshake(List.of(), "localhost", false, "192.0.2.7"), null);
        ticket.use((HandshakeRequest) Proxy.newProxyInstance(
                SignalboxEndpointTest.class.getClassLoader(),
                new Class<?>[] {HandshakeRequest.class},
                (proxy, method, arguments) -> null));
        session.properties.put(Ticket.PROPERTY, ticket);

        endpoint.open(session.session);

        assertThat(events).containsExactly("opened", "closed");
        assertThat(board.connections().count()).isZero();
    }

    /** The first closes the connection, and the container tells of the end on the same thread. */
    private final class Observers implements ConnectionEvents {

        @Override
        public void opened(Connection connection) {
            events.add("opened");
            connection.close(1000, "Not today");
            endpoint.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
        }

        @Override
        public void closed(Connection connection) {
            events.add("closed");
        }
    }
}
