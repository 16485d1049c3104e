package io.github.signalbox.endpoint;

/** What Jakarta WebSocket has no words for and some containers offer all the same. Thread-safe; no method blocks. */
public interface SocketControl {

    /** Reads no more from the client; messages that were read already still arrive. */
    void pauseReading();

    /** Reads on after {@link #pauseReading}. */
    void resumeReading();

    /** Drops the TCP connection, whatever is still queued for the client. */
    void abort();
}
