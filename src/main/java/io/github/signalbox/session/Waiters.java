package io.github.signalbox.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for room in an outbox. First come, first told: or a stream could keep the others waiting for ever.
 *
 * <p>Guarded by the outbox. Nobody is told here.
 */
final class Waiters {

    private record Waiter(int part, Runnable whenRoom) {}

    private final Deque<Waiter> line = new ArrayDeque<>(2);
    /** How many messages the container has taken, how many it had, and bytes the client, when the clock last looked, and when that was. */
    private long messages;

    private long messagesSeen = -1;
    private long bytesSeen;
    private long seenAt;

    boolean isEmpty() {
        return line.isEmpty();
    }

    /**
     * Lets somebody wait behind those who do.
     *
     * @param part what may wait in the outbox then: a half of its limit, a quarter
     */
    void add(int part, Runnable whenRoom) {
        line.add(new Waiter(part, whenRoom));
    }

    /** Takes the first out of the line if there is room for that one, else nobody. */
    @Nullable
    Runnable next(IntPredicate hasRoom) {
        Waiter first = line.peek();
        return first != null && hasRoom.test(first.part()) ? line.remove().whenRoom() : null;
    }

    /** The container has taken a message. */
    void messageTaken() {
        messages++;
    }

    /** Whether somebody has waited for longer than that, and the client has read nothing: neither a message nor part of one. */
    boolean isStalled(long now, long patience, long bytes) {
        if (line.isEmpty() || messages != messagesSeen || bytes != bytesSeen) {
            messagesSeen = messages;
            bytesSeen = bytes;
            seenAt = now;
            return false;
        }
        return now - seenAt > patience;
    }
}
