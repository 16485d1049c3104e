package io.github.signalbox.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Who was in a room when, and when each event was sent, by a clock that all threads share. So what each must have received can
 * be told afterwards, whatever raced: what began after one call had returned came after it.
 */
public final class Attendance {

    /** How often it was certain what had to be; where the calls overlapped, both is right. */
    public record Certainties(int received, int spared) {}

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicLongArray begun;
    private final AtomicLongArray ended;

    public Attendance(int events) {
        begun = new AtomicLongArray(events);
        ended = new AtomicLongArray(events);
    }

    /** Sends the event of that number, which nobody else does. */
    public void send(int event, Runnable send) {
        begun.set(event, clock.incrementAndGet());
        send.run();
        ended.set(event, clock.incrementAndGet());
    }

    public int events() {
        return begun.length();
    }

    /** For somebody who is not in the room yet. */
    public Seat seat() {
        return new Seat();
    }

    /** One connection's coming and going. For one thread at a time. */
    public final class Seat {

        /** From the return of a join to the call of the next leave. */
        private final NavigableMap<Long, Long> inside = new TreeMap<>();

        /** From the return of a leave to the call of the next join. */
        private final NavigableMap<Long, Long> outside = new TreeMap<>(Map.of(0L, FOR_EVER));

        public boolean isTaken() {
            return !inside.isEmpty() && inside.lastEntry().getValue() == FOR_EVER;
        }

        public void join(Runnable join) {
            outside.put(outside.lastKey(), clock.incrementAndGet());
            join.run();
            inside.put(clock.incrementAndGet(), FOR_EVER);
        }

        public void leave(Runnable leave) {
            inside.put(inside.lastKey(), clock.incrementAndGet());
            leave.run();
            outside.put(clock.incrementAndGet(), FOR_EVER);
        }

        /** Checks how often each event was received, once all has been sent and received. */
        public Certainties check(int[] received) {
            int had = 0;
            int spared = 0;
            for (int event = 0; event < events(); event++) {
                if (covers(inside, event)) {
                    assertThat(received[event])
                            .as("event %s for a member", event)
                            .isEqualTo(1);
                    had++;
                } else if (covers(outside, event)) {
                    assertThat(received[event]).as("event %s for nobody", event).isZero();
                    spared++;
                } else {
                    assertThat(received[event]).as("event %s in between", event).isBetween(0, 1);
                }
            }
            return new Certainties(had, spared);
        }

        private boolean covers(NavigableMap<Long, Long> times, int event) {
            Map.Entry<Long, Long> last = times.floorEntry(begun.get(event));
            return last != null && ended.get(event) <= last.getValue();
        }
    }
}
