package io.github.signalbox.session;

import java.time.Duration;

/** How far a connection has come: open, closing, closed. Each step is taken once and none back. Thread-safe. */
final class Lifetime {

    /** For a container that cannot send, to answer a close frame that it is about to tell of; for a client without a pulse. */
    private static final Duration HASTENED = Duration.ofSeconds(1);

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** Written under the lock, which is this object: applications see the connection, and may lock it for as long as they like. */
    private volatile State state = State.OPEN;

    private final long patience;
    /** When the closing handshake has taken too long. */
    private volatile long closingUntil;

    /**
     * Open.
     *
     * @param patience how long the closing handshake may take
     */
    Lifetime(Duration patience) {
        this.patience = patience.toNanos();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether the closing handshake has gone on for longer than it may. */
    boolean isOverdue(long now) {
        return state == State.CLOSING && now - closingUntil > 0;
    }

    /** From open to closing; false if it is not open any more. */
    synchronized boolean tryBeginClosing(long now) {
        if (state != State.OPEN) {
            return false;
        }
        closingUntil = now + patience;
        state = State.CLOSING;
        return true;
    }

    /** The closing handshake need not be awaited for long. */
    synchronized void hasten(long now) {
        if (closingUntil - now > HASTENED.toNanos()) {
            closingUntil = now + HASTENED.toNanos();
        }
    }

    /** To closed, from wherever it is; false if it is there already. */
    synchronized boolean tryEnd() {
        boolean first = state != State.CLOSED;
        state = State.CLOSED;
        return first;
    }
}
