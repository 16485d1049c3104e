package io.github.signalbox.session;

import static io.github.signalbox.session.Pulse.Finding.ALIVE;
import static io.github.signalbox.session.Pulse.Finding.DEAD;
import static io.github.signalbox.session.Pulse.Finding.PING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.config.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    /** Overflows within the first test, as System.nanoTime may. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final Pulse pulse = new Pulse(
            Settings.defaults().toBuilder()
                    .pingInterval(Duration.ofSeconds(25))
                    .pingTimeout(Duration.ofSeconds(20))
                    .build(),
            START);

    @Test
    void pingsAfterTheIntervalAndGivesUpAfterTheTimeout() {
        assertThat(check(25)).isEqualTo(ALIVE);
        assertThat(check(26)).isEqualTo(PING);
        assertThat(check(27)).isEqualTo(ALIVE);
        assertThat(check(46)).isEqualTo(ALIVE);
        assertThat(check(47)).isEqualTo(DEAD);
    }

    @Test
    void takesAnythingHeardForLife() {
        check(26);
        heard(40);

        assertThat(check(60)).isEqualTo(ALIVE);
        assertThat(check(66)).isEqualTo(PING);
        assertThat(check(87)).isEqualTo(DEAD);
    }

    @Test
    void neverPingsAClientThatTalks() {
        for (int second = 0; second < 200; second += 20) {
            heard(second);
            assertThat(check(second + 20)).isEqualTo(ALIVE);
        }
    }

    @Test
    void countsNoTimeInWhichItIsDeaf() {
        check(26);

        assertThat(pulse.check(at(60), true)).as("the write may fail").isEqualTo(PING);
        assertThat(pulse.check(at(85), true)).as("no answer is expected").isEqualTo(ALIVE);
        assertThat(check(86)).as("asked anew").isEqualTo(PING);
        assertThat(check(106)).isEqualTo(ALIVE);
        assertThat(check(107)).isEqualTo(DEAD);
    }

    private Pulse.Finding check(long second) {
        return pulse.check(at(second), false);
    }

    private void heard(long second) {
        pulse.heard(at(second));
    }

    private static long at(long second) {
        return START + Duration.ofSeconds(second).toNanos();
    }
}
