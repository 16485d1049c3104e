package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Connection;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteTable;
import io.github.signalbox.session.ConnectionEvents;
import io.github.signalbox.session.Peer;
import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbBuilder;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ticket, and the Configurator with a filter in front of it and without. */
class HandshakeTest {

    private static final Principal ADA = () -> "ada";

    private final RouteTable routes = new RouteTable(new Binding(JsonbBuilder.create()));
    private final Switchboard board = new Switchboard(
            Settings.defaults().toBuilder().maxConnections(1).build(),
            routes,
            new Binding(JsonbBuilder.create()),
            HandlerScopes.NONE,
            new Nobody(),
            Runnable::run,
            System.getLogger("io.github.signalbox.test"));
    private final WeldContainer container = container(board);
    private final SignalboxConfigurator configurator = new SignalboxConfigurator();
    private final ServerEndpointConfig config =
            ServerEndpointConfig.Builder.create(SignalboxEndpoint.class, "/ws").build();

    @AfterEach
    void stop() {
        board.close();
        container.close();
    }

    @Test
    void asksForTheOriginWhereNoFilterRan() {
        assertThat(configurator.checkOrigin(null)).isTrue();
        assertThat(configurator.checkOrigin("https://example.com")).isTrue();
        assertThat(configurator.checkOrigin("null")).isFalse();
        assertThat(configurator.checkOrigin("file://")).isFalse();
    }

    @Test
    void decidesItselfWhereNoFilterRan() {
        configurator.modifyHandshake(config, request(Map.of("host", List.of("example.com")), null), () -> Map.of());

        Ticket ticket = ticket();
        assertThat(ticket.refusal()).isNull();
        assertThat(peer(ticket).remoteAddress()).isEqualTo("unknown");
        assertThat(peer(ticket).principal()).isNull();
    }

    @Test
    void remembersARefusalForTheSessionWhereNoFilterRan() {
        configurator.modifyHandshake(
                config,
                request(Map.of("Host", List.of("a.example"), "ORIGIN", List.of("https://b.example")), ADA),
                () -> Map.of());

        Refusal refusal = Objects.requireNonNull(ticket().refusal());
        assertThat(refusal.closeCode()).isEqualTo(1008);
    }

    @Test
    void refusesAStrangersPageIfThereIsNoHost() {
        configurator.modifyHandshake(
                config, request(Map.of("Origin", List.of("https://b.example")), null), () -> Map.of());

        assertThat(ticket().refusal()).isNotNull();
    }

    @Test
    void passesOnWhatTheFilterDecided() {
        Ticket decided = issue();
        decided.begin();
        try {
            assertThat(configurator.checkOrigin("file://")).isTrue();
            configurator.modifyHandshake(config, request(Map.of(), null), () -> Map.of());
        } finally {
            decided.end();
        }

        assertThat(ticket()).isSameAs(decided);
        assertThat(peer(decided).remoteAddress()).isEqualTo("192.0.2.7");
        assertThat(Ticket.current()).isNull();
        assertThat(issue().refusal()).as("the place is taken").isNotNull();
    }

    @Test
    void givesThePlaceBackIfTheContainerMakesNothingOfTheHandshake() {
        Ticket decided = issue();
        decided.begin();
        decided.end();

        assertThat(issue().refusal()).isNull();
    }

    @Test
    void givesThePlaceBackOnce() {
        Ticket decided = issue();
        decided.giveBack();
        Ticket next = issue();
        decided.giveBack();

        assertThat(next.refusal()).isNull();
        assertThat(issue().refusal()).isNotNull();
    }

    @Test
    void hasNothingToGiveBackAfterARefusal() {
        issue();
        Ticket refused = issue();

        refused.giveBack();

        assertThat(issue().refusal()).isNotNull();
    }

    @Test
    void asksForTheRolesThatTheApplicationKnows() {
        routes.declareRoles(Set.of("admin", "editor"));
        Ticket ticket = issue();

        ticket.use(request(Map.of(), ADA));

        assertThat(peer(ticket).principal()).isSameAs(ADA);
        assertThat(peer(ticket).roles()).containsExactly("admin");
        assertThat(peer(ticket).id()).matches("[0-9a-f]{16}");
    }

    @Test
    void knowsNobodyBeforeTheHandshake() {
        assertThat(issue().peer()).isNull();
    }

    private Ticket issue() {
        return Ticket.issue(board, new Handshake(List.of(), "localhost", false, "192.0.2.7"), null);
    }

    private Ticket ticket() {
        return (Ticket) Objects.requireNonNull(config.getUserProperties().get(Ticket.PROPERTY));
    }

    private static Peer peer(Ticket ticket) {
        return Objects.requireNonNull(ticket.peer());
    }

    /** Ada is an admin and knows the secret of another application. */
    private static HandshakeRequest request(Map<String, List<String>> headers, @Nullable Principal principal) {
        return (HandshakeRequest) Proxy.newProxyInstance(
                HandshakeTest.class.getClassLoader(),
                new Class<?>[] {HandshakeRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeaders" -> headers;
                    case "getUserPrincipal" -> principal;
                    case "isUserInRole" -> Set.of("admin", "other").contains(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static WeldContainer container(Switchboard board) {
        Logger.getLogger("org.jboss.weld").setLevel(Level.WARNING);
        return new Weld("handshake-test")
                .skipShutdownHook()
                .disableDiscovery()
                .addExtension(new Board(board))
                .initialize();
    }

    /** The only bean there is. */
    private record Board(Switchboard board) implements Extension {

        @SuppressWarnings("UnusedMethod") // CDI calls it
        void add(@Observes AfterBeanDiscovery event) {
            event.addBean().addType(Switchboard.class).scope(Singleton.class).createWith(context -> board);
        }
    }

    private static final class Nobody implements ConnectionEvents {

        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection) {}
    }
}
