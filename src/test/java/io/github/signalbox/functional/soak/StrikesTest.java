package io.github.signalbox.functional.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StrikesTest {

    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    @Test
    void drawsEachFaultOnceBeforeAnyComesAgain() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(faults(seed).subList(0, ALL.size())).containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Test
    void drawsTheSameForTheSameSeed() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
    }

    @Test
    void drawsInAnotherOrderForAnotherSeed() {
        assertThat(Stream.iterate(0L, seed -> seed + 1).limit(100).map(seed -> faults(seed)
                        .get(0)))
                .containsAll(EnumSet.range(Fault.RESET, Fault.GONE));
    }

    @Test
    void drawsAtRandomAfterTheFirstRound() {
        List<Fault> later = faults(7).subList(ALL.size(), 1000);
        assertThat(later).containsAll(ALL);
        assertThat(Set.copyOf(later.subList(0, ALL.size()))).hasSizeLessThan(ALL.size());
    }

    @Test
    void drawsAsManyInASecondAsItIsTold() {
        double seconds =
                drawn(7).stream().mapToLong(strike -> strike.pause().toNanos()).sum() / 1e9;
        assertThat(1000 / seconds).isBetween(27.0, 33.0);
    }

    private static List<Fault> faults(long seed) {
        return drawn(seed).stream().map(Strikes.Strike::fault).toList();
    }

    private static List<Strikes.Strike> drawn(long seed) {
        Strikes strikes = new Strikes(seed, ALL, 30);
        return Stream.generate(strikes::draw).limit(1000).toList();
    }
}
