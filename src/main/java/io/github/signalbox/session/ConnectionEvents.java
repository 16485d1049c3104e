package io.github.signalbox.session;

import io.github.signalbox.Connection;

/** Tells the application that connections open and close. The CDI ring implements it. Called on threads that may block. */
public interface ConnectionEvents {

    /**
     * Whether anybody wants to be told of such connections. If not, none of the application's threads need be.
     *
     * @param connection one of them
     * @return the same for all connections of an application
     */
    default boolean areHeard(Connection connection) {
        return true;
    }

    /**
     * A connection has opened; none of its requests has been handled yet.
     *
     * @param connection the new one
     */
    void opened(Connection connection);

    /**
     * A connection has closed; its last handler has returned.
     *
     * @param connection one that was told as opened
     */
    void closed(Connection connection);
}
