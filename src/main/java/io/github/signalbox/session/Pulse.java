package io.github.signalbox.session;

import io.github.signalbox.config.Settings;

/** Whether a client still lives: when it was heard last, and whether a ping of ours waits for an answer. */
final class Pulse {

    /** What to do about a client. */
    enum Finding {
        ALIVE,
        PING,
        DEAD
    }

    private final long interval;
    private final long timeout;

    private volatile long heard;
    /** Only for the thread that checks. */
    private long pinged;

    private boolean waiting;

    Pulse(Settings settings, long now) {
        this.interval = settings.pingInterval().toNanos();
        this.timeout = settings.pingTimeout().toNanos();
        this.heard = now;
        this.pinged = now;
    }

    /** Anything that the client sends is a sign of life. */
    void heard(long now) {
        heard = now;
    }

    /**
     * Looks at the clock. For one thread.
     *
     * @param deaf reading is paused, so that a pong cannot be heard; a ping still finds out whether the socket is gone
     */
    Finding check(long now, boolean deaf) {
        long lastHeard = heard;
        if (waiting && !deaf && lastHeard - pinged < 0) {
            return now - pinged > timeout ? Finding.DEAD : Finding.ALIVE;
        }
        waiting = false;
        long lastSign = lastHeard - pinged > 0 ? lastHeard : pinged;
        if (now - lastSign <= interval) {
            return Finding.ALIVE;
        }
        waiting = !deaf;
        pinged = now;
        return Finding.PING;
    }
}
