package io.github.signalbox.session;

import io.github.signalbox.Connections;
import io.github.signalbox.RouteRegistry;
import io.github.signalbox.admission.Admission;
import io.github.signalbox.admission.Decision;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Lease;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteTable;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All of one application: who may connect, who is connected, which routes there are. The container ring brings handshakes and
 * connections, the CDI ring makes it and closes it. Thread-safe.
 */
public final class Switchboard implements AutoCloseable {

    /** Clients that are being closed at once where a container waits for them. The others' turn comes when those are dropped. */
    private static final int SOCKET_THREADS = 16;

    private final Settings settings;
    private final RouteTable routes;
    private final Admission admission;
    private final ConnectionRegistry registry;
    private final Hub hub;
    private final Heartbeat heartbeat;
    private final ExecutorService socketThreads = HandlerThreads.start(SOCKET_THREADS);
    /** Sending does not block, so more would not be faster. Like those above, none is started before there is something to do. */
    private final ExecutorService sendThreads =
            HandlerThreads.start(Runtime.getRuntime().availableProcessors());

    private final Once end = new Once(this::end);
    private volatile boolean jvmEnds;

    /**
     * An application that clients may connect to from now on.
     *
     * @param settings the limits
     * @param routes what is answered
     * @param binding the application's JSON-B
     * @param scopes contexts around handlers
     * @param events tells the application who comes and goes
     * @param workers threads that may block; shut down by whoever made them, after this is closed
     * @param logger for people
     */
    public Switchboard(
            Settings settings,
            RouteTable routes,
            Binding binding,
            HandlerScopes scopes,
            ConnectionEvents events,
            Executor workers,
            Logger logger) {
        LongSupplier clock = System::nanoTime;
        Log log = new Log(logger);
        Dispatcher dispatcher = new Dispatcher(
                routes, binding, scopes, log, settings.handlerTimeout().toNanos());
        this.settings = settings;
        this.routes = routes;
        this.admission = new Admission(settings, clock);
        this.registry = new ConnectionRegistry(binding, log);
        this.hub = new Hub(
                settings,
                dispatcher,
                binding,
                new Workers(workers, socketThreads, sendThreads),
                events,
                log,
                clock,
                registry);
        this.heartbeat = new Heartbeat(settings, this::tick);
    }

    /**
     * The limits.
     *
     * @return as given
     */
    public Settings settings() {
        return settings;
    }

    /**
     * The routes.
     *
     * @return for the application
     */
    public RouteRegistry routes() {
        return routes;
    }

    /**
     * The roles to ask the container about at a handshake.
     *
     * @return those that the application knows
     */
    public Set<String> roles() {
        return routes.roles();
    }

    /**
     * Who is connected.
     *
     * @return for the application
     */
    public Connections connections() {
        return registry;
    }

    /**
     * Decides about a handshake, and logs a refusal.
     *
     * @param id what the connection would be called
     * @param handshake who wants to connect
     * @return a lease, or what to answer
     */
    public Decision admit(String id, Handshake handshake) {
        Decision decision = admission.decide(handshake);
        if (decision instanceof Refusal refusal) {
            hub.log().refused(id, refusal);
        }
        return decision;
    }

    /**
     * Why a handshake would be refused now. Takes no place and logs nothing.
     *
     * @param handshake what a client would send
     * @return empty if it would be admitted
     */
    public Optional<Refusal> refusal(Handshake handshake) {
        return admission.refusal(handshake);
    }

    /**
     * Whether an origin might be allowed, as far as that can be said without the rest of the handshake.
     *
     * @param origin the {@code Origin} header; null if there was none
     * @return false if no handshake with this origin is admitted
     */
    public boolean mayAllow(@Nullable String origin) {
        return admission.origins().mayAllow(origin);
    }

    /**
     * Begins a connection.
     *
     * @param transport its socket; closed here if there is no room, or no time
     * @param peer who it is
     * @param lease what the handshake was given
     * @return null if it was closed at once
     */
    public @Nullable LiveConnection open(Transport transport, Peer peer, Lease lease) {
        if (!lease.confirm()) {
            transport.close(CloseCodes.TRY_AGAIN_LATER, "Too many connections");
            return null;
        }
        LiveConnection connection = new LiveConnection(hub, peer, transport, lease);
        if (!registry.tryAdd(connection)) {
            lease.release();
            transport.close(CloseCodes.GOING_AWAY, "Server is stopping");
            return null;
        }
        connection.open();
        return connection;
    }

    /**
     * Ends everything, once: handshakes get 503, no new request is taken, handlers in flight get
     * {@code signalbox.shutdown-timeout}, every client sees 1001. Over when this returns, whoever began it.
     */
    @Override
    public void close() {
        end.run();
    }

    /** As {@link #close}, because the JVM ends, and its server with it: {@link #awaitFarewells} waits from now on. */
    public void closeWithTheJvm() {
        jvmEnds = true;
        end.run();
    }

    /**
     * If the JVM ends, returns when all clients have been told so, or should have been; otherwise at once. A thread of one
     * application's container is another's too, so nothing else is a reason to hold it. An interrupt ends the wait, and stays
     * set. Not for a thread that is telling them, or handles a request: they would wait for it.
     */
    public void awaitFarewells() {
        if (jvmEnds) {
            registry.awaitFarewells(settings.shutdownTimeout());
        }
    }

    private void end() {
        admission.close();
        registry.close(settings.shutdownTimeout());
        heartbeat.close();
        // Not shutdownNow: a farewell that is still being said is not cut short.
        socketThreads.shutdown();
        sendThreads.shutdown();
    }

    private void tick() {
        admission.expire();
        long now = hub.now();
        for (LiveConnection connection : registry.connections()) {
            try {
                connection.tick(now);
            } catch (RuntimeException | Error e) {
                // A container that fails on one connection must not stop the clock of all the others.
                hub.log().failed(connection, "its heartbeat", e);
            }
        }
    }
}
