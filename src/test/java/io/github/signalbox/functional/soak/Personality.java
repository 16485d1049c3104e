package io.github.signalbox.functional.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The habits of a client.
 *
 * @param repertoire what it asks for
 * @param idShare how many of its requests have an Id
 * @param burst the most that it sends at once
 * @param pad what makes its messages as large as they are
 * @param fragmentShare how many of its messages are in fragments, with pings between
 * @param pause between its bursts, on average
 * @param slow reads little at a time, and seldom
 */
record Personality(
        List<Ask> repertoire,
        double idShare,
        int burst,
        String pad,
        double fragmentShare,
        Duration pause,
        boolean slow) {

    /** Characters of one to four bytes. */
    private static final String WORDS = "signal \u00e4\u20ac\uD83D\uDE00 box ";

    private static final int WORDS_BYTES = WORDS.getBytes(StandardCharsets.UTF_8).length;
    private static final double SHORTEST_PAUSE_MILLIS = 500;
    private static final double LONGEST_TO_SHORTEST = 20;

    static Personality draw(Random random) {
        List<Ask> repertoire = new ArrayList<>(List.of(Ask.values()));
        Collections.shuffle(repertoire, random);
        boolean slow = random.nextInt(10) == 0;
        boolean eager = !slow && random.nextInt(20) == 0;
        return new Personality(
                List.copyOf(repertoire.subList(0, 3 + random.nextInt(repertoire.size() - 2))),
                random.nextInt(3) / 2.0,
                eager ? 60 : 1 + random.nextInt(6),
                WORDS.repeat((slow || eager ? random.nextInt(200) : size(random)) / WORDS_BYTES),
                random.nextBoolean() ? 0 : random.nextDouble(),
                pause(random),
                slow);
    }

    private static int size(Random random) {
        int kind = random.nextInt(100);
        if (kind < 50) {
            return 0;
        }
        return random.nextInt(kind < 85 ? 200 : kind < 97 ? 5_000 : 50_000);
    }

    /** As many short ones as long ones, whatever short and long is. */
    private static Duration pause(Random random) {
        double millis = SHORTEST_PAUSE_MILLIS * Math.pow(LONGEST_TO_SHORTEST, random.nextDouble());
        return Duration.ofMillis((long) millis);
    }
}
