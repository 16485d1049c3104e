package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Audience;
import io.github.signalbox.SignalboxServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client publishes to a room of a thousand, one of which does not read. */
@Timeout(180)
class LargeRoomIT {

    private static final int SUBSCRIBERS = 1000;

    /** Of an event. */
    private static final String TEXT = "x".repeat(2_000);

    /** In each of the phases that are compared. */
    private static final int EVENTS = 150;

    /** Takes the events of a phase, and some answers, for the one that does not read. */
    private static final int MAX_OUTBOUND = 1_000_000;

    /** In all; more than that takes. */
    private static final int MOST_EVENTS = 7 * EVENTS;

    /** More of what that one asks for than the kernel's buffers hold. */
    private static final int ANSWERS = 500;

    private static final String ANSWER = "y".repeat(20_000);

    /** How many times in a row it is seen that it is answered no more. */
    private static final int QUIET = 100;

    /** So far may the publisher be ahead of the slowest of those who read; their outboxes never are in danger. */
    private static final int WINDOW = 16;

    /** What a phase may take longer than the one before it: the machine has other things to do. */
    private static final double MOST_SLOWER = 3;

    /** An outbox, and nothing for each event. */
    private static final long MOST_GROWTH = 20_000_000;

    private final AtomicLong published = new AtomicLong();
    private final AtomicLong nanosInSend = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private volatile Audience room;

    /** How long it took until all who read had all events of a phase, and how long the publisher's calls took. */
    private record Phase(double seconds, double secondsInSend) {}

    @Test
    void givesEveryEventToAllWhoReadAsSoonAsWithoutTheOneWhoDoesNot() throws Exception {
        try (SignalboxServer server = Standalone.builder()
                .maxConnections(SUBSCRIBERS + 1)
                .maxOutbound(MAX_OUTBOUND)
                // Who does not read does not answer pings either, and would be closed for that.
                .pingInterval(Duration.ofMinutes(10))
                .register("publish", Integer.class, (number, call) -> {
                    long begin = System.nanoTime();
                    room.send("beat", List.of(number, TEXT));
                    nanosInSend.addAndGet(System.nanoTime() - begin);
                    return published.incrementAndGet();
                })
                .register("answer", Void.class, (params, call) -> {
                    answered.incrementAndGet();
                    return ANSWER;
                })
                .start()) {
            URI uri = Standalone.uri(server);
            room = server.connections().room("room");
            try (Hall hall = Hall.of(uri, SUBSCRIBERS - 1, "\"room\"", 4 * TEXT.length());
                    RawClient stalled = RawClient.connect(uri, 8192).upgraded();
                    RawClient publisher = RawClient.open(uri)) {
                stalled.text(request("it.join", "\"room\""));
                assertThat(stalled.readText()).isEqualTo("null");
                assertThat(room.count()).isEqualTo(SUBSCRIBERS);

                FutureTask<Void> reading = new FutureTask<>(() -> readInOrder(stalled, 2 * EVENTS));
                new Thread(reading).start();
                publish(publisher, hall);
                long before = liveHeap();
                Phase allRead = publish(publisher, hall);
                reading.get();

                blockWhatIsSentTo(stalled);
                Phase oneStalls = publish(publisher, hall);
                assertThat(room.count()).as("all are still there").isEqualTo(SUBSCRIBERS);
                long growth = liveHeap() - before;
                while (room.count() == SUBSCRIBERS && published.get() < MOST_EVENTS) {
                    publishOne(publisher, hall);
                }
                hall.await((int) published.get());

                System.out.printf(
                        "A room of %d had %d events in %s; in %s while one did not read, which was closed after %d; live heap grew"
                                + " by %d bytes%n",
                        SUBSCRIBERS, EVENTS, allRead, oneStalls, published.get() - 2 * EVENTS, growth);
                assertThat(readInOrderToTheClose(stalled))
                        .isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Client reads too slowly", 1013));
                assertThat(room.count()).isEqualTo(SUBSCRIBERS - 1);
                assertThat(oneStalls.seconds).isLessThan(MOST_SLOWER * allRead.seconds);
                assertThat(oneStalls.secondsInSend).isLessThan(MOST_SLOWER * allRead.secondsInSend);
                assertThat(growth).isLessThan(MOST_GROWTH);
            }
        }
    }

    /** It reads no more, and asks for more than the kernel takes for it: from now on it has events waiting. */
    private void blockWhatIsSentTo(RawClient stalled) throws Exception {
        for (int i = 0; i < ANSWERS; i++) {
            stalled.text(request("answer", "null"));
        }
        AtomicLong before = new AtomicLong();
        AtomicLong quiet = new AtomicLong();
        Await.until("it is answered no more", () -> {
            boolean same = answered.get() > 0 && before.getAndSet(answered.get()) == answered.get();
            return (same ? quiet.incrementAndGet() : quiet.getAndSet(0)) >= QUIET;
        });
        assertThat(answered.get()).isLessThan(ANSWERS);
    }

    private Phase publish(RawClient publisher, Hall hall) throws Exception {
        long inSend = nanosInSend.get();
        long begin = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            publishOne(publisher, hall);
        }
        hall.await((int) published.get());
        return new Phase((System.nanoTime() - begin) / 1e9, (nanosInSend.get() - inSend) / 1e9);
    }

    /** Its answer comes when the event has been given to all, whether they read or not. */
    private void publishOne(RawClient publisher, Hall hall) throws Exception {
        long number = published.get();
        hall.await((int) Math.max(0, number - WINDOW));
        publisher.text(request("publish", String.valueOf(number)));
        assertThat(publisher.readText()).isEqualTo(String.valueOf(number + 1));
    }

    private static String event(int number) {
        return "{\"Route\":\"beat\",\"Params\":[" + number + ",\"" + TEXT + "\"]}";
    }

    private static Void readInOrder(RawClient client, int events) throws Exception {
        for (int number = 0; number < events; number++) {
            assertThat(client.readText()).isEqualTo(event(number));
        }
        return null;
    }

    /** What was on its way to it is what the others had, too, among the answers that it has asked for. */
    private static RawClient.Frame readInOrderToTheClose(RawClient client) throws Exception {
        int next = 2 * EVENTS;
        RawClient.Frame frame = client.read();
        while (frame.opcode() == RawClient.TEXT) {
            if (!frame.text().equals("\"" + ANSWER + "\"")) {
                assertThat(frame.text()).isEqualTo(event(next));
                next++;
            }
            frame = client.read();
        }
        return frame;
    }

    /** Of server and clients, which are one process here. */
    private static long liveHeap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
