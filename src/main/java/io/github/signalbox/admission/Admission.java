package io.github.signalbox.admission;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.config.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The one place that decides who may connect. Every handshake is described to it, and it answers with a lease or a refusal.
 *
 * <p>Thread-safe, and exact: there are never more leases than allowed, however many clients rush in.
 */
public final class Admission {

    /** How long a lease waits to be confirmed. Handshake and open are milliseconds apart; this allows for a stalled server. */
    public static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

    private enum State {
        OPEN,
        CLOSING
    }

    private final OriginRules origins;
    private final LongSupplier nanoTime;

    /** Guards everything below and the state of every lease: what is looked at and what is added must not come apart. */
    private final Object lock = new Object();

    private final Places places;
    private final Set<Lease> unconfirmed = new HashSet<>();
    private State state = State.OPEN;

    /**
     * An open admission.
     *
     * @param settings the limits and the origin rules
     * @param nanoTime the clock, as {@link System#nanoTime}; called on any thread
     * @throws ConfigurationException SBX0002 if an origin rule makes no sense
     */
    public Admission(Settings settings, LongSupplier nanoTime) {
        this.origins = OriginRules.of(settings.allowedOrigins());
        this.nanoTime = nanoTime;
        this.places = new Places(settings.maxConnections(), settings.maxConnectionsPerAddress());
    }

    /**
     * The rules for origins alone, for where the rest of a handshake is not known.
     *
     * @return the rules that {@link #decide} applies
     */
    public OriginRules origins() {
        return origins;
    }

    /**
     * Decides about a handshake, and takes a place for it if it is admitted.
     *
     * @param handshake what the client sent
     * @return a lease, which expires unless it is confirmed within {@link #CONFIRM_WITHIN}, or a refusal
     */
    public Decision decide(Handshake handshake) {
        Optional<Refusal> stranger = origins.refusal(handshake);
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            Optional<Refusal> refusal = stopping().or(() -> stranger).or(() -> places.take(handshake.remoteAddress()));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Lease lease = new Lease(this, handshake.remoteAddress(), now);
            unconfirmed.add(lease);
            return new Admitted(lease);
        }
    }

    /**
     * Why a handshake would be refused now. Takes no place, and so promises none.
     *
     * @param handshake what a client would send
     * @return empty if it would be admitted
     */
    public Optional<Refusal> refusal(Handshake handshake) {
        Optional<Refusal> stranger = origins.refusal(handshake);
        synchronized (lock) {
            return stopping().or(() -> stranger).or(() -> places.refusal(handshake.remoteAddress()));
        }
    }

    private Optional<Refusal> stopping() {
        return state == State.OPEN
                ? Optional.empty()
                : Optional.of(
                        new Refusal(Reason.STOPPING, "The server is stopping, or the application is being undeployed"));
    }

    /**
     * How many connections count towards the limit.
     *
     * @return leases that are held, confirmed or not yet
     */
    public int open() {
        synchronized (lock) {
            return places.taken();
        }
    }

    /**
     * Takes back the places of leases that were not confirmed in time: the server has lost those connections. To be called
     * every few seconds.
     *
     * @return how many
     */
    public int expire() {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            int expired = 0;
            for (Iterator<Lease> leases = unconfirmed.iterator(); leases.hasNext(); ) {
                Lease lease = leases.next();
                if (now - lease.takenAt >= CONFIRM_WITHIN.toNanos()) {
                    leases.remove();
                    lease.state = Lease.State.EXPIRED;
                    places.giveBack(lease.remoteAddress);
                    expired++;
                }
            }
            return expired;
        }
    }

    /** From now on every handshake is refused with 503, and an expired lease finds no place. Leases that are held remain. */
    public void close() {
        synchronized (lock) {
            state = State.CLOSING;
        }
    }

    boolean confirm(Lease lease) {
        synchronized (lock) {
            if (lease.state == Lease.State.TAKEN) {
                unconfirmed.remove(lease);
                lease.state = Lease.State.HELD;
            } else if (lease.state == Lease.State.EXPIRED
                    && state == State.OPEN
                    && places.take(lease.remoteAddress).isEmpty()) {
                lease.state = Lease.State.HELD;
            }
            return lease.state == Lease.State.HELD;
        }
    }

    void release(Lease lease) {
        synchronized (lock) {
            if (lease.state == Lease.State.TAKEN) {
                unconfirmed.remove(lease);
            }
            if (lease.state == Lease.State.TAKEN || lease.state == Lease.State.HELD) {
                places.giveBack(lease.remoteAddress);
            }
            lease.state = Lease.State.RELEASED;
        }
    }

    /** For tests: how many addresses are remembered. */
    int addresses() {
        synchronized (lock) {
            return places.addresses();
        }
    }
}
