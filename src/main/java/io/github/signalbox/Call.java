package io.github.signalbox;

import java.time.Instant;

/**
 * One request, as its handler sees it. Thread-safe, and usable for as long as the answer is pending.
 */
public interface Call {

    /**
     * The route that was asked for.
     *
     * @return the name as registered
     */
    String route();

    /**
     * The connection that the request came from.
     *
     * @return the same object for every request of that connection
     */
    Connection connection();

    /**
     * When the caller will be told that the request took too long (code 408), from {@code signalbox.handler-timeout}.
     *
     * <p>The handler is not interrupted then; what it returns later is dropped.
     *
     * @return the time at which an answer is too late
     */
    Instant deadline();

    /**
     * Whether nobody waits for the answer any more: the connection is gone, the caller sent {@code $cancel}, or the deadline
     * has passed. A handler that works for long asks this now and then and gives up.
     *
     * @return true once the answer would be dropped
     */
    boolean isCancelled();
}
