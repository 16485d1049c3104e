package io.github.signalbox.endpoint;

import io.github.signalbox.codec.EncodedMessage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A socket that brings and takes text messages itself, past the container, because that is faster. Messages of one client keep their
 * order on whichever of the two ways they come and go. Thread-safe; no method blocks.
 */
public interface TextSocket extends SocketControl {

    /**
     * Has text messages brought here. Called in {@code @OnOpen}, before any has come. What is not one whole frame of well-formed text
     * goes to the container as before.
     *
     * @param receiver takes each message, on the thread that reads; it neither blocks nor throws
     */
    void receiveTexts(Consumer<String> receiver);

    /**
     * Sends a text message, behind all that was sent before.
     *
     * @param message the message
     * @param done as {@link io.github.signalbox.session.Transport#send} has it
     */
    void send(EncodedMessage message, Consumer<@Nullable Throwable> done);

    /** Begins to hold back what this thread sends, see {@link io.github.signalbox.session.Transport#gather}. */
    void gather();

    /** What this thread holds back is written soon, see {@link io.github.signalbox.session.Transport#flushSoon}. */
    void flushSoon();

    /** Writes what is held back for this client, unless this is the thread that reads from it. */
    void push();

    /** {@return how many bytes the socket has taken so far, see {@link io.github.signalbox.session.Transport#taken}} */
    long taken();

    /** Writes what this thread holds back. */
    void flush();
}
