package io.github.signalbox.session;

import java.util.function.LongSupplier;

/** How long one thread goes on sending what others add meanwhile. Mostly that is one message, for which nobody looks at the clock. */
final class Turn {

    /** After that long, counted from its second message, a thread has sent enough. */
    private static final long LONGEST_NANOS = 1_000_000;

    private final LongSupplier clock;
    private int messages;
    private long end;

    Turn(LongSupplier clock) {
        this.clock = clock;
    }

    /** Whether another thread should go on. To be asked after each message. */
    boolean isOverAfterOneMore() {
        messages++;
        if (messages == 1) {
            return false;
        }
        long now = clock.getAsLong();
        if (messages == 2) {
            end = now + LONGEST_NANOS;
        }
        return now - end > 0;
    }
}
