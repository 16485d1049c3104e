package io.github.signalbox.session;

import io.github.signalbox.Connection;

/** Tells the application that connections open and close. The CDI ring implements it. Called on threads that may block. */
public interface ConnectionEvents {

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
