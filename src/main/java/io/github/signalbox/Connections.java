package io.github.signalbox;

import java.util.Optional;

/**
 * Who is connected to this application. Inject it; it is thread-safe.
 */
public interface Connections {

    /**
     * How many clients are connected.
     *
     * @return connections that have opened and not yet closed
     */
    int count();

    /**
     * Finds a connection by its id.
     *
     * @param id a {@link Connection#id()}
     * @return empty if there is no such connection now
     */
    Optional<Connection> find(String id);

    /**
     * Everyone who is connected to this application.
     *
     * @return an audience that may be kept
     */
    Audience all();

    /**
     * Those who have joined a room.
     *
     * @param name of the room, compared exactly; it need not have been used before
     * @return an audience that may be kept; nobody belongs to it if nobody has joined
     * @throws IllegalArgumentException if the name is empty
     * @throws NullPointerException if the name is null
     */
    Audience room(String name);

    /**
     * The connections of one user: all whose {@link Connection#principal} has this name.
     *
     * @param principalName as the container has it, compared exactly
     * @return an audience that may be kept; nobody belongs to it if the user is not connected
     * @throws NullPointerException if the name is null; clients that did not sign in are nobody's
     */
    Audience user(String principalName);
}
