package io.github.signalbox.session;

import io.github.signalbox.codec.EncodedMessage;
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
     * @param message the message
     * @param done called exactly once, on any thread, perhaps before this method returns: with null when the container has
     *     written the message or will soon, with the reason when it could not
     */
    void send(EncodedMessage message, Consumer<@Nullable Throwable> done);

    /**
     * From now on until {@link #flush}, what this thread sends, to this client and to others, may be held back to be written
     * together. Where a transport does not do that, this and the next three do nothing.
     */
    default void gather() {}

    /** This thread may be busy with something else for long: what it has gathered is written soon, without it. */
    default void flushSoon() {}

    /** Writes what was gathered for this client, because it does not wait; not on a thread of the transport's own. */
    default void push() {}

    /** Writes what this thread has gathered, and gathers no more. */
    default void flush() {}

    /**
     * How many bytes the client has been sent so far, as far as is known: a client that reads one large message slowly is not one that
     * does not read.
     *
     * @return 0, always, if the container does not tell
     */
    default long taken() {
        return 0;
    }

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
