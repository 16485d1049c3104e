package io.github.signalbox.session;

import io.github.signalbox.audience.Rooms;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Binding;
import java.util.function.LongSupplier;

/**
 * What all connections of one application share.
 *
 * @param settings the limits
 * @param dispatcher brings requests to handlers
 * @param binding writes events
 * @param workers threads that may block
 * @param events tells the application
 * @param log tells people
 * @param clock nanoseconds, as {@link System#nanoTime} counts them
 * @param registry knows who is connected
 */
record Hub(
        Settings settings,
        Dispatcher dispatcher,
        Binding binding,
        Workers workers,
        ConnectionEvents events,
        Log log,
        LongSupplier clock,
        ConnectionRegistry registry) {

    long now() {
        return clock.getAsLong();
    }

    Rooms<LiveConnection> rooms() {
        return registry.rooms();
    }

    void remove(LiveConnection connection) {
        registry.remove(connection);
    }

    void leaveAll(LiveConnection connection) {
        registry.leaveAll(connection);
    }

    void forget(LiveConnection connection) {
        registry.forget(connection);
    }
}
