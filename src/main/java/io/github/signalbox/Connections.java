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
}
