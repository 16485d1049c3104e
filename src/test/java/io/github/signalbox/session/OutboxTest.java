package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.EncodedMessage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final QueuedThreads threads = new QueuedThreads();
    private final FakeTransport transport = FakeTransport.stalled();
    private final List<String> told = new ArrayList<>();
    private final Outbox outbox = outbox(transport);

    @Test
    void sendsOneAfterTheOther() {
        send("a");
        send("b");
        send("c");
        assertThat(transport.frames()).containsExactly("a");

        transport.complete(null);
        assertThat(transport.frames()).containsExactly("a", "b");

        transport.complete(null);
        transport.complete(null);
        assertThat(transport.frames()).containsExactly("a", "b", "c");
        assertThat(told).containsExactly("idle");
        assertThat(outbox.isIdle()).isTrue();
    }

    @Test
    void sendsOnWithoutRecursionIfTheContainerCallsBackAtOnce() {
        FakeTransport socket = FakeTransport.reading();
        Outbox quick = outbox(socket);

        for (int i = 0; i < 100_000; i++) {
            quick.send(new EncodedMessage("m" + i, 2));
        }

        assertThat(socket.frames()).hasSize(100_000);
        assertThat(quick.isIdle()).isTrue();
    }

    @Test
    void drainsALongQueueWithoutADeepStack() {
        Deque<Consumer<@Nullable Throwable>> first = new ArrayDeque<>();
        FakeTransport socket = FakeTransport.completing(Runnable::run);
        Outbox waiting = new Outbox(socket, new Workers(threads), Long.MAX_VALUE, new Told());
        socket.stallOnce(first::add);
        for (int i = 0; i < 100_000; i++) {
            waiting.send(new EncodedMessage("m", 1));
        }

        first.remove().accept(null);
        threads.run();

        assertThat(socket.frames()).hasSize(100_000);
        assertThat(waiting.isIdle()).isTrue();
    }

    @Test
    void handsOverWhenOthersKeepItSending() {
        int most = 1_000_000;
        List<Outbox> busy = new ArrayList<>();
        AtomicInteger added = new AtomicInteger();
        AtomicBoolean adding = new AtomicBoolean(true);
        FakeTransport socket = FakeTransport.completing(done -> {
            done.run();
            if (adding.get() && added.get() < most) {
                busy.get(0).send(new EncodedMessage("m" + added.getAndIncrement(), 8));
            }
        });
        busy.add(new Outbox(socket, new Workers(threads), Long.MAX_VALUE, new Told()));

        busy.get(0).send(new EncodedMessage("first", 5));

        int before = socket.frames().size();
        assertThat(before).isLessThan(most);
        assertThat(threads.size()).isEqualTo(1);
        assertThat(busy.get(0).isIdle()).isFalse();
        busy.get(0).send(new EncodedMessage("last", 4));
        assertThat(socket.frames()).as("One thread at a time").hasSize(before);

        adding.set(false);
        threads.run();
        assertThat(socket.overlapped()).isFalse();
        assertThat(busy.get(0).isIdle()).isTrue();
        List<String> expected = new ArrayList<>(List.of("first"));
        for (int i = 0; i < added.get(); i++) {
            expected.add("m" + i);
        }
        expected.add("last");
        assertThat(socket.frames()).isEqualTo(expected);
    }

    @Test
    void overflowsBeyondTheLimitAndSendsNothingMore() {
        outbox.send(new EncodedMessage("1234567890", 10));
        outbox.send(new EncodedMessage("1234567890", 10));
        assertThat(told).isEmpty();

        outbox.send(new EncodedMessage("x", 1));
        outbox.send(new EncodedMessage("y", 1));
        transport.complete(null);

        assertThat(told).containsExactly("overflowed", "idle");
        assertThat(transport.frames()).containsExactly("1234567890");
    }

    @Test
    void overflowsBeyondSoManyMessagesHoweverShortTheyAre() {
        Outbox large = new Outbox(transport, new Workers(threads), 64 * 100, new Told());
        for (int i = 0; i < 101; i++) {
            large.send(new EncodedMessage("x", 1));
        }
        assertThat(told).as("one under way, a hundred behind it").isEmpty();

        large.send(new EncodedMessage("x", 1));

        assertThat(told).containsExactly("overflowed");
    }

    @Test
    void countsWhatIsUnderWay() {
        outbox.send(new EncodedMessage("under way", 15));

        outbox.send(new EncodedMessage("waits", 6));

        assertThat(told).containsExactly("overflowed");
    }

    @Test
    void hasRoomAgainForWhatWasRead() {
        outbox.send(new EncodedMessage("a", 15));
        transport.complete(null);

        outbox.send(new EncodedMessage("b", 15));

        assertThat(told).containsExactly("idle");
    }

    @Test
    void sendsASingleMessageLargerThanTheLimit() {
        outbox.send(new EncodedMessage("large", 1000));
        assertThat(told).isEmpty();

        outbox.send(new EncodedMessage("x", 1));

        assertThat(told).containsExactly("overflowed");
    }

    @Test
    void sendsALargeMessageBehindOthersThatLeaveRoom() {
        outbox.send(new EncodedMessage("small", 10));
        outbox.send(new EncodedMessage("large", 1000));
        assertThat(told).isEmpty();
    }

    @Test
    void doesNotSendALargeMessageBehindOthersThatLeaveNone() {
        outbox.send(new EncodedMessage("medium", 11));

        outbox.send(new EncodedMessage("large", 1000));

        assertThat(told).containsExactly("overflowed");
    }

    @Test
    void tellsWhoWaitsOnceHalfIsRead() {
        assertThat(outbox.notifyWhenRoom(() -> told.add("room"))).isFalse();
        outbox.send(new EncodedMessage("a", 8));
        outbox.send(new EncodedMessage("b", 8));
        assertThat(outbox.notifyWhenRoom(() -> told.add("room"))).isTrue();
        assertThat(told).isEmpty();

        transport.complete(null);
        transport.complete(null);

        assertThat(told).containsExactly("room", "idle");
    }

    @Test
    void tellsWhoWaitsThatNothingWillBeSent() {
        outbox.send(new EncodedMessage("a", 15));
        assertThat(outbox.notifyWhenRoom(() -> told.add("room"))).isTrue();

        outbox.discard();

        assertThat(told).containsExactly("room");
        assertThat(outbox.notifyWhenRoom(() -> told.add("room"))).isFalse();
    }

    @Test
    void isStalledWhenNothingIsReadWhileSomebodyWaits() {
        outbox.send(new EncodedMessage("a", 15));
        assertThat(outbox.isStalled(0, 10)).isFalse();
        assertThat(outbox.isStalled(100, 10)).as("nobody waits").isFalse();
        outbox.notifyWhenRoom(() -> told.add("room"));

        assertThat(outbox.isStalled(110, 10)).isFalse();
        assertThat(outbox.isStalled(111, 10)).isTrue();
    }

    @Test
    void isNotStalledWhileSomethingIsRead() {
        for (int i = 0; i < 4; i++) {
            outbox.send(new EncodedMessage("a", 5));
        }
        outbox.notifyWhenRoom(() -> told.add("room"));
        assertThat(outbox.isStalled(0, 10)).isFalse();

        transport.complete(null);

        assertThat(outbox.isStalled(11, 10)).isFalse();
        assertThat(outbox.isStalled(22, 10)).isTrue();
    }

    @Test
    void isNotStalledWhileAPartOfALargeMessageIsRead() {
        outbox.send(new EncodedMessage("large", 1_000_000));
        outbox.notifyWhenRoom(() -> told.add("room"));
        assertThat(outbox.isStalled(0, 10)).isFalse();

        transport.take(100);
        assertThat(outbox.isStalled(11, 10)).isFalse();
        transport.take(100);
        assertThat(outbox.isStalled(22, 10)).isFalse();
        assertThat(outbox.isStalled(33, 10)).isTrue();
    }

    @Test
    void tellsOnceThatTheContainerCannotSend() {
        send("a");
        send("b");
        transport.complete(new IOException("gone"));
        send("c");

        assertThat(told).containsExactly("failed gone", "idle");
        assertThat(transport.frames()).containsExactly("a");
    }

    @Test
    void closesAfterWhatWaits() {
        send("a");
        send("b");
        outbox.closeAfterwards(1000, "bye", () -> {});
        send("late");
        transport.complete(null);
        transport.complete(null);
        assertThat(transport.frames()).containsExactly("a", "b");

        threads.run();

        assertThat(transport.frames()).containsExactly("a", "b", "CLOSE 1000 bye");
        assertThat(outbox.isIdle()).isFalse();
    }

    @Test
    void closesAtOnceWhereNothingWaits() {
        outbox.closeAfterwards(1000, "bye", () -> {});

        threads.run();

        assertThat(transport.frames()).containsExactly("CLOSE 1000 bye");
    }

    @Test
    void closesAheadOfWhatWaits() {
        send("a");
        send("b");

        outbox.closeNow(1013, "slow");
        threads.run();
        transport.complete(null);

        assertThat(transport.frames()).containsExactly("a", "CLOSE 1013 slow");
    }

    @Test
    void takesAFailureWhileItClosesForNoNews() {
        send("a");
        outbox.closeNow(1013, "slow");
        threads.run();

        transport.complete(new IOException("closed"));

        assertThat(told).containsExactly("idle");
    }

    @Test
    void doesNotCloseTwice() {
        send("a");
        outbox.closeAfterwards(1000, "bye", () -> {});

        outbox.discard();
        transport.complete(null);
        threads.run();

        assertThat(transport.frames()).containsExactly("a");
    }

    @Test
    void pingsWhenFree() {
        outbox.ping();

        assertThat(transport.frames()).containsExactly("PING");
        assertThat(outbox.isIdle()).isTrue();
    }

    @Test
    void pingsNextAfterWhatIsUnderWay() {
        send("a");
        send("b");
        outbox.ping();
        outbox.ping();
        assertThat(transport.frames()).containsExactly("a");

        transport.complete(null);

        assertThat(transport.frames()).containsExactly("a", "PING", "b");
    }

    @Test
    void doesNotPingWhenItCloses() {
        outbox.closeAfterwards(1000, "bye", () -> {});

        outbox.ping();
        threads.run();

        assertThat(transport.frames()).containsExactly("CLOSE 1000 bye");
    }

    private void send(String text) {
        outbox.send(new EncodedMessage(text, 1));
    }

    private Outbox outbox(Transport socket) {
        return new Outbox(socket, new Workers(threads), 20, new Told());
    }

    private final class Told implements Outbox.Listener {

        @Override
        public void overflowed() {
            told.add("overflowed");
        }

        @Override
        public void failed(Throwable reason) {
            told.add("failed " + reason.getMessage());
        }

        @Override
        public void idle() {
            told.add("idle");
        }
    }
}
