package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that have vanished without a word, with pings after 25 seconds and 20 to answer them. */
class DeadPeerTest {

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final LiveConnection connection = dialogue.opened();

    private void after(Duration time) {
        bench.pass(time);
        bench.tick(connection);
        dialogue.threads.run();
    }

    private void assertThere() {
        assertThat(dialogue.transport.aborted()).isFalse();
        assertThat(bench.admission.open()).isEqualTo(1);
        assertThat(bench.events).containsExactly("opened c1");
    }

    private void assertGone() {
        assertThat(dialogue.transport.aborted()).isTrue();
        assertThat(bench.admission.open()).isZero();
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
    }

    @Test
    void areGivenASecondToAnswerTheCloseThatFollowsAPingWithoutAPong() {
        after(Duration.ofSeconds(26));
        after(Duration.ofSeconds(21));
        assertThat(dialogue.transport.frames()).containsExactly("PING", "CLOSE 1013 No answer to ping");
        after(Duration.ofSeconds(1));
        assertThere();

        after(Duration.ofMillis(1));

        assertGone();
    }

    @Test
    void areGoneASecondAfterThePongIsOverdueThoughTheApplicationHasClosedThemMeanwhile() {
        after(Duration.ofSeconds(26));
        bench.pass(Duration.ofSeconds(15));
        connection.close(1000, "bye");
        after(Duration.ofSeconds(5));
        assertThat(dialogue.transport.frames()).containsExactly("PING", "CLOSE 1000 bye");
        after(Duration.ofSeconds(1));
        after(Duration.ofSeconds(1));
        assertThere();

        after(Duration.ofMillis(1));

        assertGone();
    }

    @Test
    void areNotTakenForDeadWhenTheyHaveAnsweredThePingAndNotTheCloseYet() {
        after(Duration.ofSeconds(26));
        connection.close(1000, "bye");
        dialogue.threads.run();
        connection.heardPong();

        after(Duration.ofSeconds(20));

        assertThere();
    }

    @Test
    void areNotTakenForDeadForPingsThatAreNotSentAnyMore() {
        bench.pass(Duration.ofSeconds(24));
        connection.close(1000, "bye");
        after(Duration.ofSeconds(2));

        after(Duration.ofSeconds(18));

        assertThat(dialogue.transport.frames()).containsExactly("CLOSE 1000 bye");
        assertThere();
    }
}
