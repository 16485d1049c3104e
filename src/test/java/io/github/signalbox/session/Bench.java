package io.github.signalbox.session;

import io.github.signalbox.Connection;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.admission.Admission;
import io.github.signalbox.admission.Admitted;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Lease;
import io.github.signalbox.codec.EnvelopeDecoder;
import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsBuilder;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.RouteDefinition;
import io.github.signalbox.routing.RouteTable;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Connections without a container: their clock, threads and sockets are in the test's hand. */
final class Bench {

    static final Binding BINDING = new Binding(Binding.jsonb(new JsonbConfig()));

    final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    final RouteTable routes = new RouteTable(BINDING);
    final Lines log = new Lines(Level.INFO);
    final List<String> events = new CopyOnWriteArrayList<>();
    final ConnectionRegistry registry = new ConnectionRegistry(BINDING, new Log(log));
    final Admission admission;

    private final AtomicInteger number = new AtomicInteger();
    private final Hub hub;

    private volatile @Nullable RuntimeException observerFailure;
    private volatile Runnable endOfContexts = () -> {};

    Bench(Executor threads) {
        this(threads, Settings.defaults().toBuilder());
    }

    Bench(Executor threads, SettingsBuilder limits) {
        Settings settings = limits.build();
        Log people = new Log(log);
        Dispatcher dispatcher = new Dispatcher(
                routes,
                BINDING,
                () -> () -> endOfContexts.run(),
                people,
                settings.handlerTimeout().toNanos());
        admission = new Admission(settings, now::get);
        hub = new Hub(settings, dispatcher, BINDING, new Workers(threads), new Observers(), people, now::get, registry);
    }

    /** A connection that has opened, as far as the threads were run. */
    LiveConnection connect(Transport transport) {
        LiveConnection connection = unopened(transport);
        if (!registry.tryAdd(connection)) {
            throw new AssertionError("The registry is closed");
        }
        connection.open();
        return connection;
    }

    LiveConnection unopened(Transport transport) {
        return unopened(transport, new Peer("c" + number.incrementAndGet(), "192.0.2.1", null, Set.of()), lease());
    }

    Lease lease() {
        Handshake handshake = new Handshake(List.of(), "localhost", false, "192.0.2.1");
        Admitted admitted = (Admitted) admission.decide(handshake);
        admitted.lease().confirm();
        return admitted.lease();
    }

    LiveConnection unopened(Transport transport, Peer peer, Lease lease) {
        return new LiveConnection(hub, peer, transport, lease);
    }

    void route(String name, RouteHandler<JsonValue, ?> handler) {
        routes.register(name, JsonValue.class, handler);
    }

    /** A route that promises not to block. */
    void quickRoute(String name, RouteHandler<Object, Object> handler) {
        routes.add(new RouteDefinition(name, JsonValue.class, Object.class, false, Access.EVERYBODY, handler, "test"));
    }

    /** A request that nobody has begun to handle. */
    Exchange exchange(LiveConnection connection) {
        return new Exchange(new EnvelopeDecoder().decode("{\"Route\":\"r\"}"), connection, hub);
    }

    void receive(LiveConnection connection, String message) {
        connection.receive(new EnvelopeDecoder().decode(message));
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    void tick(LiveConnection connection) {
        connection.tick(now.get());
    }

    /** What happens at the end of each handler's contexts. */
    void atTheEndOfContexts(Runnable action) {
        endOfContexts = action;
    }

    void failObservers(RuntimeException failure) {
        observerFailure = failure;
    }

    private final class Observers implements ConnectionEvents {

        @Override
        public void opened(Connection connection) {
            tell("opened", connection);
        }

        @Override
        public void closed(Connection connection) {
            tell("closed", connection);
        }

        private void tell(String what, Connection connection) {
            events.add(what + " " + connection.id());
            RuntimeException failure = observerFailure;
            if (failure != null) {
                throw failure;
            }
        }
    }
}
