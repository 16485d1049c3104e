package io.github.signalbox.functional.soak;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with one client, on purpose, and how that ends: as it should, or with a violation. */
final class Mishap {

    /** For the server to end the TCP connection after its close frame. Some do not if the client does not answer that. */
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Fault fault;
    private final Tally tally;
    private final Duration patience;
    private final long since;
    private long giveUpAt;
    private boolean told;

    /**
     * It begins.
     *
     * @param patience until when it has to be over
     */
    Mishap(Fault fault, Tally tally, Duration patience, long now) {
        this.fault = fault;
        this.tally = tally;
        this.patience = patience;
        this.since = now;
        this.giveUpAt = now + patience.toNanos();
        tally.played(fault);
    }

    Fault fault() {
        return fault;
    }

    /** Whether it is time for the client to end the connection itself, where the server has told it that it may. */
    boolean isOver(long now) {
        if (now > giveUpAt && !told) {
            throw new Violation("Not within " + patience.toSeconds() + " s: its end");
        }
        return now > giveUpAt;
    }

    /** The server's close frame has come. */
    void told(int code, String reason, long now) {
        if (!fault.mayBeClosedWith(code)) {
            throw new Violation("Closed with " + code + " " + reason);
        }
        told = true;
        giveUpAt = now + GOODBYE.toNanos();
        if (fault.code() != 0) {
            tally.told(fault, Duration.ofNanos(now - since));
        }
    }

    boolean isTold() {
        return told;
    }

    /**
     * The server has ended the TCP connection.
     *
     * @param mishap null of a client with which nothing is wrong
     */
    static void ended(@Nullable Mishap mishap, String how) {
        if (mishap == null) {
            throw new Violation("The server has ended the connection for no reason: " + how);
        }
        mishap.ended(how);
    }

    private void ended(String how) {
        if (!told && !fault.mayBeCut()) {
            throw new Violation("The server has ended the connection without a close frame: " + how);
        }
        if (fault.code() == 0 || !told) {
            tally.cut(fault);
        }
    }

    /** The client has ended it, as it meant to. */
    void endedByItself() {
        tally.endedByItself(fault);
    }

    /** It has come to nothing, and there is nobody to blame. */
    void comesToNothing() {
        tally.withdrawn(fault);
    }

    /** Nothing was wrong after all. */
    void released() {
        tally.released(fault);
    }

    /** The client has ended it, since the server leaves that to the client. */
    void left() {
        tally.left(fault);
    }
}
