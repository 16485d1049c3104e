package io.github.signalbox.session;

/** Whether an open connection's client lives, and reads what it is sent. For the clock's thread. */
final class Checkup {

    private final Hub hub;
    private final LiveConnection connection;
    private final Pulse pulse;
    private final Lane lane;
    private final Outbox outbox;
    private final long patience;

    Checkup(Hub hub, LiveConnection connection, Pulse pulse, Lane lane, Outbox outbox) {
        this.hub = hub;
        this.connection = connection;
        this.pulse = pulse;
        this.lane = lane;
        this.outbox = outbox;
        this.patience = hub.settings().pingTimeout().toNanos();
    }

    void run(long now) {
        if (outbox.isStalled(now, patience)) {
            // It is not read from either, so no pong could be missed.
            connection.closeNow(CloseCodes.TRY_AGAIN_LATER, "Client reads too slowly");
            return;
        }
        switch (pulse.check(now, lane.isPaused())) {
            case PING -> hub.workers().executeForSocket(outbox::ping);
            case DEAD -> connection.closeNow(CloseCodes.TRY_AGAIN_LATER, "No answer to ping");
            default -> {}
        }
    }
}
