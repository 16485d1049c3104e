package io.github.signalbox.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs of the socket beneath it. The container ring implements it.
 *
 * <p>{@link #send} and {@link #ping} are called by one thread at a time, and not before the last {@code send}'s {@code done}
 * was called: some containers fail when two sends overlap. {@link #close} is called at most once by the connection, perhaps while
 * a send is under way that a client who does not read would never let end.
 */
public interface Transport {

    /**
     * Sends one text message, without waiting for the client to read.
     *
     * @param text the message
     * @param done called exactly once, on any thread, perhaps before this method returns: with null when the container has
     *     written the message, with the reason when it could not
     */
    void send(String text, Consumer<@Nullable Throwable> done);

    /** Sends a ping without waiting for the pong. A failure is silent: the missing pong tells. */
    void ping();

    /**
     * Starts the closing handshake. May block for as long as the container likes.
     *
     * @param closeCode RFC 6455 section 7.4
     * @param reason at most 123 bytes
     */
    void close(int closeCode, String reason);

    /** Drops the connection without a closing handshake, as far as the container offers a way. Does not block. */
    void abort();

    /**
     * Whether the container believes that the connection is open.
     *
     * @return false once it is known to be gone
     */
    boolean isOpen();

    /**
     * Stops reading from the client soon; what the container has read already still arrives.
     *
     * @return false if the container offers no way, so that the caller has to hold the thread that delivers messages
     */
    boolean pauseReading();

    /** Reads on after {@link #pauseReading}. */
    void resumeReading();
}
