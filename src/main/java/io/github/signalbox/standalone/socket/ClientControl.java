package io.github.signalbox.standalone.socket;

import io.github.signalbox.endpoint.TextSocket;

/** The TCP socket below a connection, for any thread at any time. No method blocks. */
public interface ClientControl extends TextSocket {

    /**
     * Delivers no further frame and reads no more from the socket, so that the client's own sends come to a halt. Called
     * while a message is being delivered, by that thread, that message is the last. A client that vanishes meanwhile is
     * noticed only when something is sent to it.
     */
    @Override
    void pauseReading();

    @Override
    void resumeReading();

    /** Drops the TCP connection with a reset, whatever is still queued for the client. {@code @OnClose} follows with 1006. */
    @Override
    void abort();

    /**
     * Whether the TCP connection is, as far as is known, still there.
     *
     * @return false once it is known to be gone
     */
    boolean isOpen();

    /**
     * Has a callback called once the TCP connection is gone, exactly once, for whatever reason: at once if it is gone already.
     *
     * @param callback run by the thread that noticed; it must not block
     */
    void onGone(Runnable callback);
}
