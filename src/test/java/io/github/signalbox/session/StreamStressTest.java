package io.github.signalbox.session;

import static io.github.signalbox.session.StreamTest.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.RouteException;
import io.github.signalbox.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items, the end, a cancel and the end of the connection, all at once. */
class StreamStressTest {

    private static final int ROUNDS = 1000;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** One round: what the server sent, once all is quiet; a publisher that does not complete has heard of it then. */
    private List<String> round(Feed feed, boolean completes, int parts, Ending ending) throws Exception {
        Subscribed stream = Subscribed.on(threads);
        Flow.Subscriber<? super Object> subscriber = stream.subscriber();
        subscriber.onSubscribe(feed);
        Together.run(parts, part -> {
            switch (part) {
                case 0 -> {
                    for (int i = 0; i < 20; i++) {
                        feed.awaitRequest(i + 1);
                        subscriber.onNext(i);
                    }
                    if (completes) {
                        subscriber.onComplete();
                    }
                }
                default -> ending.play(part, stream);
            }
        });
        stream.connection().drain().get(30, TimeUnit.SECONDS);
        if (!completes) {
            feed.awaitCancel();
        }
        return stream.transport().frames();
    }

    /** What goes on beside the publisher. */
    @FunctionalInterface
    private interface Ending {

        void play(int part, Subscribed stream) throws Exception;
    }

    private static void assertOneEnd(List<String> frames) {
        assertThat(frames).isNotEmpty();
        assertThat(frames.subList(0, frames.size() - 1)).allMatch(frame -> frame.contains("\"next\""));
        assertThat(frames.get(frames.size() - 1)).doesNotContain("\"next\"");
        for (int i = 0; i < frames.size() - 1; i++) {
            assertThat(frames.get(i)).endsWith("\"data\":" + i + "}");
        }
    }

    @Test
    void endsOnceAndCancelsAtMostOnceWhoeverIsFirst() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Feed feed = new Feed();
            List<String> frames = round(feed, round % 2 == 0, 3, (part, stream) -> stream.cancel());

            assertOneEnd(frames);
            assertThat(frames).last().isEqualTo(END);
            assertThat(feed.cancelled()).isLessThanOrEqualTo(1);
            assertThat(feed.overlapped()).isFalse();
        }
    }

    @Test
    void endsOnceWhileTheServerStops() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Feed feed = new Feed();
            List<String> frames = round(feed, round % 2 == 0, 3, (part, stream) -> stream.connection()
                    .drain()
                    .get(30, TimeUnit.SECONDS));

            assertOneEnd(frames);
            assertThat(feed.cancelled()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void cancelsOnceWhenTheConnectionEndsMeanwhile() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Feed feed = new Feed();
            List<String> frames = round(feed, round % 2 == 0, 4, (part, stream) -> {
                if (part == 1) {
                    stream.cancel();
                } else {
                    stream.connection().closed(1006);
                }
            });

            assertThat(feed.cancelled()).isLessThanOrEqualTo(1);
            assertThat(frames.stream().filter(END::equals).count()).isLessThanOrEqualTo(1);
            if (frames.contains(END)) {
                assertThat(frames).last().isEqualTo(END);
            }
        }
    }

    @Test
    void keepsEachStreamInOrderWhileManyShareAConnection() throws Exception {
        Bench bench = new Bench(threads, Settings.defaults().toBuilder().maxOutbound(2000));
        bench.route("count", (params, call) -> {
            SubmissionPublisher<Integer> numbers = new SubmissionPublisher<>(threads, 8);
            threads.execute(() -> {
                // Once it has a subscriber; submit waits for that one's requests.
                while (!numbers.hasSubscribers()) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < 500; i++) {
                    numbers.submit(i);
                }
                numbers.close();
            });
            return numbers;
        });
        bench.route("echo", (params, call) -> params);
        FakeTransport transport = FakeTransport.completing(threads);
        LiveConnection connection = bench.connect(transport);
        bench.receive(connection, "{\"Route\":\"count\",\"Id\":0}");
        bench.receive(connection, "{\"Route\":\"count\",\"Id\":1}");
        for (int i = 0; i < 500; i++) {
            bench.receive(connection, "{\"Route\":\"echo\",\"Params\":" + i + "}");
        }
        transport.await(frames -> frames.stream()
                                .filter(frame -> frame.contains("\"end\""))
                                .count()
                        == 2
                && frames.stream().filter(frame -> !frame.contains("Id")).count() == 500);

        List<String> frames = transport.frames();
        for (int id = 0; id < 2; id++) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                expected.add("{\"Id\":" + id + ",\"code\":0,\"msg\":\"next\",\"data\":" + i + "}");
            }
            expected.add("{\"Id\":" + id + ",\"code\":0,\"msg\":\"end\",\"data\":null}");
            String own = "{\"Id\":" + id;
            assertThat(frames.stream().filter(frame -> frame.startsWith(own))).isEqualTo(expected);
        }
        assertThat(transport.overlapped()).isFalse();
    }

    @Test
    void survivesAPublisherThatSendsFromManyThreads() throws Exception {
        for (int round = 0; round < 200; round++) {
            Feed feed = new Feed();
            Subscribed stream = Subscribed.on(threads);
            stream.subscriber().onSubscribe(feed);
            Together.run(4, part -> {
                for (int i = 0; i < 50; i++) {
                    stream.subscriber().onNext(i);
                }
                stream.subscriber().onError(new RouteException(part + 1, "enough"));
            });
            stream.connection().drain().get(30, TimeUnit.SECONDS);

            List<String> frames = stream.transport().frames();
            assertThat(frames.subList(0, frames.size() - 1)).allMatch(frame -> frame.contains("\"next\""));
            assertThat(frames).last().asString().doesNotContain("\"next\"");
            assertThat(feed.cancelled()).isLessThanOrEqualTo(1);
        }
    }
}
