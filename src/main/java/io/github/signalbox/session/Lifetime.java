package io.github.signalbox.session;

import java.time.Duration;

/** How far a connection has come: open, closing, closed. Each step is taken once and none back. Thread-safe. */
final class Lifetime {

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** Written under the lock, which is this object: applications see the connection, and may lock it for as long as they like. */
    private volatile State state = State.OPEN;

    private volatile long closingSince;

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether the closing handshake has gone on for longer than it may. */
    boolean isClosingFor(Duration patience, long now) {
        return state == State.CLOSING && now - closingSince > patience.toNanos();
    }

    /** From open to closing; false if it is not open any more. */
    synchronized boolean tryBeginClosing(long now) {
        if (state != State.OPEN) {
            return false;
        }
        closingSince = now;
        state = State.CLOSING;
        return true;
    }

    /** To closed, from wherever it is; false if it is there already. */
    synchronized boolean tryEnd() {
        boolean first = state != State.CLOSED;
        state = State.CLOSED;
        return first;
    }
}
