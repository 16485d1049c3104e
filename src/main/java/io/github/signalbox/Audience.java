package io.github.signalbox;

import org.jspecify.annotations.Nullable;

/**
 * Those that an event is for: everyone, a room, or one user. From {@link Connections}; thread-safe, and to be used from any
 * thread: handlers, CDI observers, timers, executors.
 *
 * <p>An audience is a view and may be kept. Each call looks anew at who belongs to it.
 */
public interface Audience {

    /**
     * Sends an event, {@code {"Route":route,"Params":params}}, to each connection that belongs to this audience.
     *
     * <p>Never blocks: the event is written as JSON once and queued for each connection. A client that reads slowly, or is about to
     * be gone, neither delays the others nor keeps the event from them; it is closed alone, as {@link Connection#send} says.
     *
     * <p>Who belongs to a room is read at one moment during the call. So a connection that was in it before the call and still
     * is after it gets the event exactly once; one that was in it at no time during the call does not get it; one that joins or
     * leaves meanwhile gets it once or not at all. The same goes for everyone and for a user, with opening and closing for joining
     * and leaving. A connection gets the events of one thread in the order in which that thread sent them, those from
     * {@link Connection#send} among them; between two threads there is no order.
     *
     * <p>Where nobody belongs to the audience nothing is written, so that params which JSON-B cannot write pass unnoticed. Nothing
     * tells whether a client has received an event, and none is kept for clients that come later.
     *
     * @param route the event's name
     * @param params any type that JSON-B can write, a {@code JsonValue}, or null
     * @throws jakarta.json.bind.JsonbException if JSON-B cannot write the params; then nobody gets anything
     */
    void send(String route, @Nullable Object params);

    /**
     * How many connections belong to this audience. Somebody with two tabs open counts twice. A connection that is closing belongs to no
     * room and no user any more; among everyone it counts until it has closed, as in {@link Connections#count}.
     *
     * @return 0 if none does; others may come and go before the caller has read it
     */
    int count();
}
