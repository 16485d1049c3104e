package io.github.signalbox.session;

import io.github.signalbox.Audience;
import io.github.signalbox.Connection;
import io.github.signalbox.Connections;
import io.github.signalbox.audience.Groups;
import io.github.signalbox.audience.Rooms;
import io.github.signalbox.routing.Binding;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Every connection of one application, whom events are for, and the way they all end. Thread-safe. */
final class ConnectionRegistry implements Connections {

    /**
     * How long it may at least take to tell all clients. What handlers have left of their time comes on top, for a busy machine
     * may need it. A process has to be gone a second after that time: this, what follows and the end of the JVM all come out of
     * that second.
     */
    private static final Duration TELLING = Duration.ofMillis(100);

    /** How long clients get to answer the closing handshake. */
    private static final Duration FAREWELL = Duration.ofMillis(200);

    /** How long {@code @Closed} observers get, before the beans they need go. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final Map<String, LiveConnection> connections = new ConcurrentHashMap<>();
    /** Gone, but the application has not been told yet. */
    private final Set<LiveConnection> leaving = ConcurrentHashMap.newKeySet();

    /** By the names of principals. */
    private final Groups<LiveConnection> users = new Groups<>();

    private final Rooms<LiveConnection> rooms = new Rooms<>(LiveConnection::isOpen);

    private final Binding binding;
    private final Log log;

    private final CountDownLatch told = new CountDownLatch(1);

    private boolean closing;

    /**
     * Nobody yet.
     *
     * @param binding writes events
     * @param log is told of connections that events cannot be sent on
     */
    ConnectionRegistry(Binding binding, Log log) {
        this.binding = binding;
        this.log = log;
    }

    @Override
    public int count() {
        return connections.size();
    }

    @Override
    public Optional<Connection> find(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    @Override
    public Audience all() {
        // No connection comes back after it has gone, so that going through the map meets none twice.
        return new LiveAudience(binding, log, connections::values, connections::size);
    }

    @Override
    public Audience room(String name) {
        Rooms.checked(name);
        return new LiveAudience(binding, log, () -> rooms.members(name), () -> rooms.size(name));
    }

    @Override
    public Audience user(String principalName) {
        Objects.requireNonNull(principalName, "A principal's name must not be null.");
        return new LiveAudience(binding, log, () -> users.members(principalName), () -> users.size(principalName));
    }

    Rooms<LiveConnection> rooms() {
        return rooms;
    }

    Collection<LiveConnection> connections() {
        return connections.values();
    }

    /** Adds a connection; false if the server is stopping: under the lock that {@link #close} takes, so that none is missed. */
    synchronized boolean tryAdd(LiveConnection connection) {
        if (!closing) {
            String user = connection.user();
            if (user != null) {
                // First: who is among the connections may be removed at once.
                users.add(user, connection);
            }
            connections.put(connection.id(), connection);
        }
        return !closing;
    }

    /** Counts a connection no longer. {@link #forget} must follow. */
    void remove(LiveConnection connection) {
        leaving.add(connection);
        connections.remove(connection.id(), connection);
        leaveAll(connection);
    }

    /** A connection that is open no more: it belongs to no room and no user. */
    void leaveAll(LiveConnection connection) {
        String user = connection.user();
        if (user != null) {
            users.remove(user, connection);
        }
        rooms.leaveAll(connection);
    }

    /** The application has been told that a connection is gone. */
    void forget(LiveConnection connection) {
        leaving.remove(connection);
    }

    /**
     * Ends every connection: nothing new is taken, what was taken is answered if that is done in time, every client sees 1001.
     * Only once.
     *
     * @param patience for handlers in flight
     */
    void close(Duration patience) {
        synchronized (this) {
            closing = true;
        }
        // In this order: whoever leaves in between is in both.
        Set<LiveConnection> all = new HashSet<>(connections.values());
        all.addAll(leaving);
        try {
            long begin = System.nanoTime();
            await(all, LiveConnection::drain, patience);
            Duration left = patience.minusNanos(System.nanoTime() - begin);
            await(all, LiveConnection::sayGoodbye, left.compareTo(TELLING) > 0 ? left : TELLING);
        } finally {
            told.countDown();
        }
        await(all, LiveConnection::ended, FAREWELL);
        all.forEach(LiveConnection::drop);
        await(all, LiveConnection::gone, LAST_WORDS);
    }

    /** Returns when everybody has been told that the server is stopping, or should have been. An interrupt ends the wait, and stays set. */
    @SuppressWarnings("ReturnValueIgnored") // whoever waits can do nothing about it
    void awaitFarewells(Duration patience) {
        try {
            told.await(patience.plus(TELLING).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(
            Set<LiveConnection> all, Function<LiveConnection, CompletableFuture<Void>> what, Duration patience) {
        try {
            CompletableFuture.allOf(all.stream().map(what).toArray(CompletableFuture<?>[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Who is not ready by now is not waited for; that is what the limit is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("These futures never fail", e);
        }
    }
}
