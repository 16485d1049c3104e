package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnansweredTest {

    private final Unanswered unanswered = new Unanswered();
    private final List<Exchange> exchanges = new ArrayList<>();

    private void add(int count) {
        Bench bench = new Bench(Runnable::run);
        LiveConnection connection = bench.connect(FakeTransport.reading());
        for (int i = 0; i < count; i++) {
            Exchange exchange = bench.exchange(connection);
            exchanges.add(exchange);
            assertThat(unanswered.tryAdd(exchange)).isTrue();
        }
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(unanswered.isEmpty()).isTrue();
        assertThat(unanswered.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "3210", "1203", "2130", "0312"})
    void knowsThoseThatAreLeftInWhateverOrderTheyGo(String order) {
        add(4);
        List<Exchange> left = new ArrayList<>(exchanges);
        for (char each : order.toCharArray()) {
            assertThat(unanswered.all()).containsExactlyElementsOf(left);
            Exchange gone = exchanges.get(each - '0');
            unanswered.remove(gone);
            left.remove(gone);
            // An application may keep it, which is not to keep the others.
            assertThat(gone.before).isNull();
            assertThat(gone.after).isNull();
        }
        assertThat(unanswered.isEmpty()).isTrue();
        add(1);
        assertThat(unanswered.all()).containsExactly(exchanges.get(4));
    }

    @Test
    void takesNoneWhenItIsClosed() {
        add(2);
        unanswered.close();
        assertThat(unanswered.isClosed()).isTrue();
        assertThat(unanswered.tryAdd(exchanges.get(0))).isFalse();
        assertThat(unanswered.all()).containsExactlyElementsOf(exchanges);
    }
}
