package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Connection;
import io.github.signalbox.admission.Admitted;
import io.github.signalbox.admission.Decision;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Lease;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.codec.EnvelopeDecoder;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteTable;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SwitchboardTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Lines lines = new Lines(Level.INFO);
    private final RouteTable routes = new RouteTable(Bench.BINDING);
    private final Settings settings = Settings.defaults().toBuilder()
            .maxConnections(1)
            .handlerTimeout(Duration.ofMillis(20))
            .shutdownTimeout(Duration.ofSeconds(1))
            .build();
    private final Switchboard board =
            new Switchboard(settings, routes, Bench.BINDING, HandlerScopes.NONE, new Nobody(), threads, lines);

    @AfterEach
    void stop() {
        board.close();
        threads.shutdownNow();
    }

    @Test
    void opensAConnectionForAHandshakeThatItAdmitted() {
        LiveConnection connection = open(FakeTransport.reading());

        assertThat(board.connections().count()).isEqualTo(1);
        assertThat(board.connections().find("c")).contains(connection);
    }

    @Test
    void refusesTheHandshakeAfterTheLastAndLogsIt() {
        admit();

        Decision decision = board.admit("d", handshake());

        assertThat(decision).isInstanceOf(Refusal.class);
        assertThat(lines.lines()).singleElement().asString().startsWith("WARNING d refused with 503: ");
    }

    @Test
    void closesASessionWhoseLeaseIsLost() {
        Lease lease = admit();
        lease.release();
        FakeTransport transport = FakeTransport.reading();

        assertThat(board.open(transport, peer(), lease)).isNull();
        assertThat(transport.frames()).containsExactly("CLOSE 1013 Too many connections");
    }

    @Test
    void holdsAContainerThatEndsWithTheJvmUntilEverybodyHasBeenTold() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        FakeTransport transport = FakeTransport.reading();
        Switchboard patient = waitingFor(result, transport);
        CompletableFuture<Void> closing = begin(patient, patient::closeWithTheJvm);

        CompletableFuture<List<String>> seen = CompletableFuture.supplyAsync(
                () -> {
                    patient.awaitFarewells();
                    return transport.frames();
                },
                threads);
        result.complete("done");

        assertThat(seen.get(30, TimeUnit.SECONDS)).containsExactly("\"done\"", "CLOSE 1001 Server is stopping");
        closing.get(30, TimeUnit.SECONDS);
    }

    @Test
    void holdsNobodyWhenOnlyTheApplicationEnds() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        Switchboard patient = waitingFor(result, FakeTransport.reading());
        CompletableFuture<Void> closing = begin(patient, patient::close);

        patient.awaitFarewells();

        assertThat(closing).isNotDone();
        result.complete("done");
        closing.get(30, TimeUnit.SECONDS);
    }

    @Test
    void holdsNobodyWhileItIsOpen() {
        board.awaitFarewells();

        assertThat(board.refusal(handshake())).isEmpty();
    }

    /** With a request in flight that nothing but its result ends. */
    private Switchboard waitingFor(CompletableFuture<String> result, FakeTransport transport) {
        routes.register("async", JsonValue.class, (params, call) -> result);
        Settings patience = Settings.defaults().toBuilder()
                .handlerTimeout(Duration.ofMinutes(1))
                .shutdownTimeout(Duration.ofMinutes(1))
                .build();
        Switchboard patient =
                new Switchboard(patience, routes, Bench.BINDING, HandlerScopes.NONE, new Nobody(), threads, lines);
        Lease lease = ((Admitted) patient.admit("c", handshake())).lease();
        LiveConnection connection = Objects.requireNonNull(patient.open(transport, peer(), lease));
        connection.receive(new EnvelopeDecoder().decode("{\"Route\":\"async\"}"));
        return patient;
    }

    /** Returns once the end has begun. */
    private CompletableFuture<Void> begin(Switchboard patient, Runnable end) {
        CompletableFuture<Void> closing = CompletableFuture.runAsync(end, threads);
        while (patient.refusal(handshake()).isEmpty()) {
            Thread.onSpinWait();
        }
        return closing;
    }

    @Test
    void closesASessionThatComesTooLate() {
        Lease lease = admit();
        board.close();
        FakeTransport transport = FakeTransport.reading();

        assertThat(board.open(transport, peer(), lease)).isNull();
        assertThat(transport.frames()).containsExactly("CLOSE 1001 Server is stopping");
        assertThat(((Refusal) board.admit("d", handshake())).status()).isEqualTo(503);
    }

    @Test
    void answersAtTheDeadlineAllByItself() {
        routes.register("never", JsonValue.class, (params, call) -> new CompletableFuture<>());
        FakeTransport transport = FakeTransport.reading();
        LiveConnection connection = open(transport);

        connection.receive(new EnvelopeDecoder().decode("{\"Route\":\"never\"}"));
        connection.drain().join();

        assertThat(transport.frames())
                .containsExactly("{\"code\":408,\"msg\":\"Handler took too long\",\"data\":null}");
    }

    @Test
    void knowsItsRoutesRolesAndSettings() {
        routes.declareRoles(Set.of("admin"));
        routes.register("a", Void.class, (params, call) -> null);

        assertThat(board.roles()).containsExactly("admin");
        assertThat(board.routes().routes()).containsExactly("a");
        assertThat(board.settings()).isSameAs(settings);
        assertThat(board.mayAllow(null)).isTrue();
        assertThat(board.mayAllow("file://")).isFalse();
    }

    @Test
    void givesEveryPeerAnIdOfItsOwn() {
        assertThat(Peer.newId()).matches("[0-9a-f]{16}").isNotEqualTo(Peer.newId());
    }

    private LiveConnection open(FakeTransport transport) {
        return Objects.requireNonNull(board.open(transport, peer(), admit()));
    }

    private Lease admit() {
        return ((Admitted) board.admit("c", handshake())).lease();
    }

    private static Handshake handshake() {
        return new Handshake(List.of(), "localhost", false, "192.0.2.1");
    }

    private static Peer peer() {
        return new Peer("c", "192.0.2.1", null, Set.of());
    }

    private static final class Nobody implements ConnectionEvents {

        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection) {}
    }
}
