package io.github.signalbox.admission;

/**
 * One connection's place, from its handshake to its end. Taken at the handshake, confirmed when the session opens, released
 * when it closes. Servers lose some of those callbacks, so a lease that nobody confirms expires by itself.
 *
 * <p>Thread-safe.
 */
public final class Lease {

    /** {@code TAKEN} and {@code HELD} count as connections. */
    enum State {
        TAKEN,
        HELD,
        EXPIRED,
        RELEASED
    }

    /** For the admission, which reads and writes it under its own lock. */
    State state = State.TAKEN;

    final String remoteAddress;
    final long takenAt;
    private final Admission admission;

    Lease(Admission admission, String remoteAddress, long takenAt) {
        this.admission = admission;
        this.remoteAddress = remoteAddress;
        this.takenAt = takenAt;
    }

    /**
     * Keeps the place until {@link #release}. If the lease has expired, tries to get a place again. May be called again.
     *
     * @return false if there is no place any more, or the lease was released: the connection has to be closed
     */
    public boolean confirm() {
        return admission.confirm(this);
    }

    /** Gives the place back. The first call counts; further ones do nothing. */
    public void release() {
        admission.release(this);
    }
}
