package io.github.signalbox.functional.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Which fault comes after which: each once, in any order, and then at random. The seed alone decides. */
final class Strikes {

    /**
     * Something goes wrong with a client.
     *
     * @param seed of whatever the client draws from then on
     * @param pause until the next
     */
    record Strike(Fault fault, long seed, Duration pause) {}

    private final List<Fault> faults;
    private final Random random;
    private final double perSecond;
    private final Deque<Fault> firstRound;

    /**
     * Nothing is drawn yet.
     *
     * @param perSecond how many of them, on average
     */
    Strikes(long seed, Set<Fault> faults, double perSecond) {
        this.faults = List.copyOf(faults);
        this.random = new Random(seed);
        this.perSecond = perSecond;
        List<Fault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, random);
        this.firstRound = new ArrayDeque<>(shuffled);
    }

    /** The next, whatever has become of those before. */
    Strike draw() {
        int any = random.nextInt(faults.size());
        Fault fault = firstRound.isEmpty() ? faults.get(any) : firstRound.remove();
        long nanos = (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1_000_000_000L);
        return new Strike(fault, random.nextLong(), Duration.ofNanos(nanos));
    }
}
