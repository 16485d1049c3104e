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
     * <p>The handler is not interrupted then; what it returns later is dropped. A stream has to begin by then, that is, its
     * publisher has to call {@code onSubscribe}; it may end when it likes.
     *
     * @return the time at which an answer is too late
     */
    Instant deadline();

    /**
     * Whether nobody waits for the answer any more: the connection is gone, the caller sent {@code $cancel}, or the deadline
     * has passed. A handler that works for long asks this now and then and gives up. While a stream goes on, this is false.
     *
     * @return true once the answer would be dropped
     */
    boolean isCancelled();
}
