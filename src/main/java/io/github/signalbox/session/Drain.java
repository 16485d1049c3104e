package io.github.signalbox.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The end of a connection's work: nothing new is taken, and what was taken is answered and sent. Thread-safe. */
final class Drain {

    private final BooleanSupplier isOver;
    private final Lane lane;
    private final Requests requests;
    private final Outbox outbox;
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();

    private volatile boolean begun;

    /**
     * A drain that has not begun.
     *
     * @param isOver whether there is nobody any more to answer
     */
    Drain(BooleanSupplier isOver, Lane lane, Requests requests, Outbox outbox) {
        this.isOver = isOver;
        this.lane = lane;
        this.requests = requests;
        this.outbox = outbox;
    }

    /** Begins; the future completes when all is answered and sent. Streams end now: they might never by themselves. */
    CompletableFuture<Void> begin() {
        begun = true;
        requests.close();
        requests.endStreams();
        completeIfQuiet();
        return quiet;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Something was done that might have been the last. */
    void completeIfQuiet() {
        if (begun && (isOver.getAsBoolean() || isIdle())) {
            quiet.complete(null);
        }
    }

    /** Asked in the order in which work moves on, so that it is not missed on its way. */
    private boolean isIdle() {
        return lane.isIdle() && requests.isEmpty() && outbox.isIdle();
    }
}
