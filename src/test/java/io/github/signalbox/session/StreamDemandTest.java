package io.github.signalbox.session;

import static io.github.signalbox.session.StreamTest.END;
import static io.github.signalbox.session.StreamTest.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What publishers are asked for while clients read, slowly or not at all. */
class StreamDemandTest {

    private static final int MAX_OUTBOUND = 100_000;

    /** Items of a thousand bytes, of which six are a sixteenth of what may wait for the client, and 25 a quarter. */
    private static final String TEXT = "x".repeat(950);

    private static final int AHEAD = 6;
    private static final int QUARTER = 25;

    private final QueuedThreads threads = new QueuedThreads();
    private final Bench bench =
            new Bench(threads, Settings.defaults().toBuilder().maxOutbound(MAX_OUTBOUND));
    private final Map<String, Feed> feeds = Map.of("a", new Feed(), "b", new Feed());
    private final Feed a = feeds.get("a");
    private final Feed b = feeds.get("b");

    /** A connection that has asked for streams, with the Ids 7, 8 and so on. */
    private LiveConnection asking(FakeTransport transport, String... streams) {
        feeds.forEach((name, feed) -> bench.route(name, (params, call) -> feed));
        bench.route("next", (params, call) -> "next");
        LiveConnection connection = bench.connect(transport);
        threads.run();
        for (int i = 0; i < streams.length; i++) {
            ask(connection, streams[i], 7 + i);
        }
        return connection;
    }

    private void ask(LiveConnection connection, String route, int id) {
        bench.receive(connection, "{\"Route\":\"" + route + "\",\"Id\":" + id + "}");
        threads.run();
    }

    /** Both publishers send whatever they are asked for, until that is nothing more. */
    private void publish() {
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Feed> each : feeds.entrySet()) {
                more |= each.getValue().sendWhatIsWanted(each.getKey() + TEXT);
            }
            threads.run();
        }
    }

    private static long count(FakeTransport transport, String beginning) {
        return transport.frames().stream()
                .filter(frame -> frame.contains("\"data\":\"" + beginning))
                .count();
    }

    @Test
    void asksForOneItemAndThenForSixteenAhead() {
        asking(FakeTransport.reading(), "a");
        assertThat(a.calls).containsExactly("subscribe", "request 1");

        for (int i = 0; i < 25; i++) {
            a.send("tick");
            threads.run();
        }

        assertThat(a.calls)
                .containsExactly("subscribe", "request 1", "request 16", "request 8", "request 8", "request 8");
    }

    @Test
    void asksForFewerThatAreLarge() {
        asking(FakeTransport.reading(), "a");
        a.send("x".repeat(3000));
        threads.run();
        a.send("x".repeat(10_000), "x".repeat(10_000));
        threads.run();

        assertThat(a.calls).containsExactly("subscribe", "request 1", "request 2", "request 1");
    }

    @Test
    void asksForNoMoreWhileTheClientReadsNothing() {
        FakeTransport transport = FakeTransport.stalled();
        asking(transport, "a");
        publish();

        assertThat(a.requested()).isBetween((long) QUARTER, (long) QUARTER + AHEAD + 1);
        assertThat(transport.frames()).hasSize(1);
    }

    @Test
    void sendsAllInOrderToAClientThatReadsInTheEnd() {
        FakeTransport transport = FakeTransport.stalled();
        asking(transport, "a");
        for (int read = 0; read < 200; read++) {
            publish();
            assertThat(a.sent() - read).isLessThanOrEqualTo(QUARTER + AHEAD + 1);
            transport.complete(null);
        }

        List<String> frames = transport.frames();
        for (int i = 0; i < 200; i++) {
            assertThat(frames.get(i)).contains("\"next\"").endsWith("x" + i + "\"}");
        }
    }

    @Test
    void neverClosesAConnectionForItemsHoweverLarge() {
        FakeTransport transport = FakeTransport.stalled();
        asking(transport, "a", "b");
        for (int i = 0; i < 20; i++) {
            for (Feed feed : feeds.values()) {
                if (feed.sent() < feed.requested()) {
                    feed.send("x".repeat(MAX_OUTBOUND + 1));
                }
            }
            threads.run();
            transport.complete(null);
        }

        assertThat(transport.frames()).hasSizeGreaterThan(10).noneMatch(frame -> frame.startsWith("CLOSE"));
    }

    @Test
    void sharesTheConnectionAmongStreamsAndRequests() {
        FakeTransport transport = FakeTransport.stalled();
        LiveConnection connection = asking(transport, "a", "b");
        publish();
        for (int i = 0; i < 5; i++) {
            ask(connection, "next", 100 + i);
        }
        for (int i = 0; i < 60; i++) {
            transport.complete(null);
            publish();
        }

        assertThat(count(transport, "next")).isEqualTo(5);
        assertThat(count(transport, "a")).isBetween(20L, 35L);
        assertThat(count(transport, "b")).isBetween(20L, 35L);
    }

    @Test
    void doesNotStarveAStreamForAClientThatAsksAllTheTime() {
        FakeTransport transport = FakeTransport.stalled();
        LiveConnection connection = asking(transport, "a");
        bench.route("large", (params, call) -> TEXT);
        for (int i = 0; i < 300; i++) {
            bench.receive(connection, "{\"Route\":\"large\",\"Id\":1}");
        }
        for (int i = 0; i < 600; i++) {
            bench.receive(connection, "{\"Route\":\"large\",\"Id\":1}");
            threads.run();
            transport.complete(null);
            publish();
        }

        assertThat(count(transport, "a")).isGreaterThan(200);
    }

    @Test
    void closesAClientThatReadsNothingWhileItemsWait() {
        FakeTransport transport = FakeTransport.stalled();
        LiveConnection connection = asking(transport, "a");
        publish();

        for (int i = 0; i < 3; i++) {
            bench.tick(connection);
            bench.pass(Duration.ofSeconds(15));
            connection.heardPong();
        }
        bench.tick(connection);
        threads.run();

        assertThat(transport.frames()).last().isEqualTo("CLOSE 1013 Client reads too slowly");
        assertThat(a.cancelled()).isOne();
    }

    @Test
    void leavesAClientAloneThatWaitsForItems() {
        FakeTransport transport = FakeTransport.reading();
        LiveConnection connection = asking(transport, "a");
        for (int i = 0; i < 10; i++) {
            bench.pass(Duration.ofSeconds(15));
            connection.heardPong();
            bench.tick(connection);
        }
        threads.run();

        assertThat(transport.frames()).noneMatch(frame -> frame.startsWith("CLOSE"));
    }

    @Test
    void endsBehindTheItemsThatWait() {
        FakeTransport transport = FakeTransport.stalled();
        asking(transport, "a");
        publish();
        a.subscriber().onComplete();
        for (int i = 0; i < a.sent(); i++) {
            transport.complete(null);
        }

        assertThat(transport.frames()).hasSize((int) a.sent() + 1).last().isEqualTo(END);
        assertThat(a.cancelled()).isZero();
    }

    @Test
    void dropsTheItemsThatWaitWhenTheCallerCancels() {
        FakeTransport transport = FakeTransport.stalled();
        LiveConnection connection = asking(transport, "a");
        publish();
        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":7}");
        threads.run();
        while (!transport.frames().contains(END)) {
            transport.complete(null);
        }
        transport.complete(null);

        assertThat(transport.frames()).hasSizeLessThan((int) a.sent()).last().isEqualTo(END);
        assertThat(a.cancelled()).isOne();
    }

    @Test
    void goesOnWhereAnotherStreamInTheLineWasCancelled() {
        FakeTransport transport = FakeTransport.stalled();
        LiveConnection connection = asking(transport, "a", "b");
        publish();
        long waiting = b.sent();
        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":7}");
        for (int i = 0; i < 100; i++) {
            threads.run();
            transport.complete(null);
            publish();
        }

        assertThat(transport.frames()).contains(END).doesNotContain(next("\"never\""));
        assertThat(b.sent()).isGreaterThan(waiting + 50);
    }
}
