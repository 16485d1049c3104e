package io.github.signalbox.session;

/** Whether a client lives, and reads what it is sent. For the clock's thread. */
final class Checkup {

    private final Hub hub;
    private final LiveConnection connection;
    private final Lifetime lifetime;
    private final Pulse pulse;
    private final Lane lane;
    private final Outbox outbox;
    private final long patience;

    Checkup(Hub hub, LiveConnection connection, Lifetime lifetime, Pulse pulse, Lane lane, Outbox outbox) {
        this.hub = hub;
        this.connection = connection;
        this.lifetime = lifetime;
        this.pulse = pulse;
        this.lane = lane;
        this.outbox = outbox;
        this.patience = hub.settings().pingTimeout().toNanos();
    }

    void run(long now) {
        if (lifetime.isOpen() && outbox.isStalled(now, patience)) {
            // It is not read from either, so no pong could be missed.
            connection.closeNow(CloseCodes.TRY_AGAIN_LATER, "Client reads too slowly");
            return;
        }
        switch (pulse.check(now, lane.isPaused())) {
            case PING -> hub.workers().executeForSocket(outbox::ping);
            case DEAD -> {
                connection.closeNow(CloseCodes.TRY_AGAIN_LATER, "No answer to ping");
                // Who has let ping-timeout pass is not given it once more to answer the close, whoever began that.
                lifetime.hasten(now);
            }
            default -> {}
        }
    }
}
