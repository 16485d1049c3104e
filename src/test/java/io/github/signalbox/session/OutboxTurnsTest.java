package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.Answer;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.json.JsonContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for room in an outbox, and whose turn it is. */
class OutboxTurnsTest {

    private static final EncodedMessage ITEM =
            EnvelopeEncoder.encoded(Answer.success(null, JsonContent.of("\"item\"")));

    private final FakeTransport transport = FakeTransport.stalled();
    private final List<String> told = new ArrayList<>();
    private final Outbox outbox = new Outbox(transport, new Workers(Runnable::run), 100, new Silent());

    private boolean trySend(String name, boolean inTurn) {
        return outbox.trySend(ITEM, inTurn, () -> told.add(name));
    }

    @Test
    void takesItemsUpToAQuarter() {
        outbox.send(new EncodedMessage("x", 20));
        assertThat(trySend("a", false)).isTrue();

        assertThat(trySend("b", false)).as("26 of 100").isFalse();

        transport.complete(null);
        assertThat(told).containsExactly("b");
        assertThat(transport.frames()).containsExactly("x", "\"item\"");
    }

    @Test
    void tellsOneAfterAnotherHoweverLittleRoomTheOthersWant() {
        outbox.send(new EncodedMessage("x", 60));
        outbox.send(new EncodedMessage("y", 20));
        outbox.send(new EncodedMessage("z", 10));
        assertThat(trySend("a", false)).isFalse();
        assertThat(outbox.notifyWhenRoom(() -> told.add("lane"))).isTrue();
        assertThat(trySend("b", false)).isFalse();

        transport.complete(null);
        assertThat(told)
                .as("30 of 100: too much for the first, who is not passed over")
                .isEmpty();
        transport.complete(null);

        assertThat(told).containsExactly("a", "lane", "b");
    }

    @Test
    void letsNobodyBargeInWhileOthersWaitButWhoseTurnItIs() {
        outbox.send(new EncodedMessage("x", 30));
        List<Boolean> taken = new ArrayList<>();
        outbox.trySend(ITEM, false, () -> {
            taken.add(trySend("newcomer", false));
            taken.add(trySend("a", true));
        });
        trySend("b", false);

        transport.complete(null);

        assertThat(taken).containsExactly(false, true);
        assertThat(told).containsExactly("b", "newcomer");
    }

    @Test
    void dropsItemsAndTellsAllWhenNothingIsSentAnyMore() {
        outbox.send(new EncodedMessage("x", 60));
        trySend("a", false);
        trySend("b", false);

        outbox.discard();

        assertThat(told).containsExactly("a", "b");
        assertThat(trySend("c", false)).isTrue();
        transport.complete(null);
        assertThat(transport.frames()).containsExactly("x");
    }

    private static final class Silent implements Outbox.Listener {

        @Override
        public void overflowed() {
            throw new AssertionError("Items never are too much");
        }

        @Override
        public void failed(Throwable reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void idle() {
            // No news.
        }
    }
}
