package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final long MILLISECOND = 1_000_000;

    /** A clock may be anywhere, and pass from the largest number to the smallest. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

    private final AtomicInteger looks = new AtomicInteger();

    private final Turn turn = new Turn(() -> {
        looks.incrementAndGet();
        return now.get();
    });

    @Test
    void doesNotLookAtTheClockForOneMessage() {
        assertThat(turn.isOverAfterOneMore()).isFalse();

        assertThat(looks).hasValue(0);
    }

    @Test
    void isOverAMillisecondAfterTheSecondMessage() {
        assertThat(turn.isOverAfterOneMore()).isFalse();
        now.addAndGet(MILLISECOND);
        assertThat(turn.isOverAfterOneMore()).isFalse();
        now.addAndGet(MILLISECOND);
        assertThat(turn.isOverAfterOneMore()).isFalse();

        now.incrementAndGet();

        assertThat(turn.isOverAfterOneMore()).isTrue();
    }
}
