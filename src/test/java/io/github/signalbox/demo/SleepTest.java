package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.signalbox.RouteException;
import io.github.signalbox.demo.Sleep.Nap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SleepTest {

    private final Sleep sleep = new Sleep();

    @Test
    void answersHowLongItSlept() throws InterruptedException {
        assertThat(sleep.sleep(new Nap(0L))).isEqualTo(new Nap(0L));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = {-1, Sleep.LONGEST + 1, Long.MAX_VALUE})
    void refusesWhatIsNoShortTime(@Nullable Long millis) {
        assertThatExceptionOfType(RouteException.class)
                .isThrownBy(() -> sleep.sleep(new Nap(millis)))
                .withMessage("sleep needs millis from 0 to 60000, for example {\"millis\":1000}");
    }

    @Test
    void asksForParams() {
        assertThatExceptionOfType(RouteException.class).isThrownBy(() -> sleep.sleep(null));
    }
}
