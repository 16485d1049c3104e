package io.github.signalbox.functional.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A soak that noticed nothing would pass. */
class LedgerTest {

    private static final String EVENT = "{\"Route\":\"soak.event\",\"Params\":1}";

    private final Ledger ledger = new Ledger();
    private final List<String> told = new ArrayList<>();

    private void ask(@Nullable String id, String... answers) {
        ledger.asked(id, new Expected("a request", List.of(answers), told::add));
    }

    private void refuses(String message, String why) {
        assertThatThrownBy(() -> ledger.heard(message))
                .isInstanceOf(Violation.class)
                .hasMessageContaining(why);
    }

    @Test
    void acceptsAnswersInOrderAndThoseWithAnIdInAnyOrder() {
        ask(null, "1");
        ask(
                "7",
                Outcome.success("2").answer("7"),
                Outcome.failure(499, "Cancelled").answer("7"));
        ask(null, "3");

        assertThat(ledger.heard("1")).isFalse();
        assertThat(ledger.heard("3")).isFalse();
        assertThat(ledger.missing()).hasSize(1);
        assertThat(ledger.heard("{\"Id\":7,\"code\":499,\"msg\":\"Cancelled\",\"data\":null}"))
                .isFalse();

        assertThat(told).hasSize(3);
        assertThat(ledger.missing()).isEmpty();
    }

    @Test
    void noticesAnswersOutOfOrder() {
        ask(null, "1");
        ask(null, "2");
        refuses("2", "Asked a request and was answered 2 instead of 1");
    }

    @Test
    void noticesAnAnswerThatComesTwice() {
        ask(null, "1");
        ask("\"a\"", "{\"Id\":\"a\",\"code\":0,\"msg\":\"ok\",\"data\":1}");
        ledger.heard("1");
        refuses("1", "nobody waits for");
        ledger.heard("{\"Id\":\"a\",\"code\":0,\"msg\":\"ok\",\"data\":1}");
        refuses("{\"Id\":\"a\",\"code\":0,\"msg\":\"ok\",\"data\":1}", "nobody waits for");
    }

    @Test
    void noticesAnAnswerThatDoesNotCome() {
        ask("7", "1");
        assertThat(ledger.missing()).containsExactly("a request");
    }

    @Test
    void noticesAnEventThatComesTwiceOrThatNobodySent() {
        refuses(EVENT, "nobody sent");
        ledger.ordered(EVENT);
        assertThat(ledger.heard(EVENT)).isTrue();
        refuses(EVENT, "came before");
    }

    @Test
    void waitsForAnEventOnceTheServerSaysThatItIsSent() {
        ledger.ordered(EVENT);
        assertThat(ledger.missing()).isEmpty();
        ledger.confirmed(EVENT);
        assertThat(ledger.missing()).containsExactly(EVENT);
        ledger.heard(EVENT);
        assertThat(ledger.missing()).isEmpty();
    }

    @Test
    void noticesAnEventThatTheServerSaysItHasNotSent() {
        ledger.ordered(EVENT);
        ledger.heard(EVENT);
        assertThatThrownBy(() -> ledger.revoked(EVENT)).isInstanceOf(Violation.class);
    }

    @Test
    void noticesAFloodWithAGap() {
        Flood flood = new Flood(7, 2, 1);
        ledger.flooded(flood);
        ledger.heard("{\"Route\":\"soak.drop\",\"Params\":{\"drop\":0,\"number\":7,\"pad\":\"x\"}}");
        assertThatThrownBy(ledger::endFlood).hasMessageContaining("2 events; 1 came");
    }

    private static String next(int drop) {
        return new Outcome(0, "next", "{\"drop\":" + drop + ",\"number\":7,\"pad\":\"x\"}").answer("3");
    }

    private static String end() {
        return new Outcome(0, "end", "null").answer("3");
    }

    @Test
    void acceptsTheItemsOfAStreamInOrderAndThenItsEnd() {
        ledger.streamed("3", new Series("3", 7, 2, 1));
        assertThat(ledger.heard(next(0))).isFalse();
        assertThat(ledger.missing()).hasSize(1);
        ledger.heard(next(1));
        ledger.heard(end());
        assertThat(ledger.missing()).isEmpty();
        refuses(end(), "nobody waits for");
    }

    @Test
    void noticesAnItemThatIsLostOrComesTwiceAndAnEndThatComesEarly() {
        ledger.streamed("3", new Series("3", 7, 2, 1));
        refuses(next(1), "was answered");
        ledger.heard(next(0));
        refuses(next(0), "was answered");
        refuses(end(), "was answered");
    }

    @Test
    void acceptsAnEarlyEndOfAStreamThatWasCancelled() {
        Series series = new Series("3", 7, 2, 1);
        ledger.streamed("3", series);
        ledger.heard(next(0));
        series.cancel();
        refuses(next(0), "was answered");
        ledger.heard(end());
        assertThat(ledger.missing()).isEmpty();
    }
}
