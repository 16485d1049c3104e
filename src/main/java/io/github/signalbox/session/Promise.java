package io.github.signalbox.session;

import io.github.signalbox.codec.CallerText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices a handler that said it does not block and does. What it promised on is the thread that delivers, which other connections wait
 * for.
 *
 * <p>Costs a message nothing but two writes: the clock's thread looks now and then, and a handler that it meets twice has been there in
 * between. {@link #begin} and {@link #end} are for one thread at a time, {@link #check} for the clock's.
 */
final class Promise {

    /** Long for one that only computes for a moment, and rarer than a pause of the garbage collector. */
    private static final long BROKEN_NANOS = Duration.ofMillis(200).toNanos();

    private final LiveConnection connection;
    private final Log log;

    private @Nullable Thread thread;
    private volatile @Nullable Exchange running;

    // Only for the clock's thread:
    private @Nullable Exchange seen;
    private long seenAt;
    private boolean told;

    Promise(LiveConnection connection, Log log) {
        this.connection = connection;
        this.log = log;
    }

    /** A handler begins on this thread. */
    void begin(Exchange exchange) {
        thread = Thread.currentThread();
        running = exchange;
    }

    /** It has given the thread back. */
    void end() {
        running = null;
    }

    /** Says so, once for each call, if a handler has kept its thread for long. */
    void check(long now) {
        Exchange current = running;
        if (current == null || current != seen) {
            seen = current;
            seenAt = now;
            told = false;
            return;
        }
        Thread held = thread;
        if (!told && held != null && now - seenAt >= BROKEN_NANOS) {
            told = true;
            log.blocks(connection, CallerText.forLog(current.route()), held, Duration.ofNanos(now - seenAt));
        }
    }
}
