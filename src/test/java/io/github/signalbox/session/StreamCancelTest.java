package io.github.signalbox.session;

import static io.github.signalbox.session.StreamTest.END;
import static io.github.signalbox.session.StreamTest.FAILED;
import static io.github.signalbox.session.StreamTest.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that nobody wants any more: cancelled exactly once. */
class StreamCancelTest {

    private static final String CANCEL = "{\"Route\":\"$cancel\",\"Id\":7}";

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final QueuedThreads threads = dialogue.threads;
    private final FakeTransport transport = dialogue.transport;
    private final Feed feed = new Feed();
    private final AtomicReference<@Nullable Call> call = new AtomicReference<>();

    @BeforeEach
    void register() {
        bench.route("stream", (params, given) -> {
            call.set(given);
            return feed;
        });
    }

    private LiveConnection begun() {
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        threads.run();
        feed.send("a");
        threads.run();
        return connection;
    }

    private boolean isCancelled() {
        return Objects.requireNonNull(call.get()).isCancelled();
    }

    @Test
    void cancelsWhenTheContextsOfTheHandlerCannotBeClosed() {
        bench.atTheEndOfContexts(() -> {
            bench.atTheEndOfContexts(() -> {});
            throw new IllegalStateException("a bean's @PreDestroy");
        });

        LiveConnection connection = begun();

        assertThat(transport.frames()).containsExactly(FAILED);
        assertThat(feed.cancelled()).isOne();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void endsAtACancelAndCancelsOnAThreadThatMayBlock() {
        LiveConnection connection = begun();
        assertThat(isCancelled()).isFalse();

        bench.receive(connection, CANCEL);
        bench.receive(connection, CANCEL);
        assertThat(isCancelled()).isTrue();
        assertThat(feed.cancelled()).as("on the thread that delivers messages").isZero();
        threads.run();
        feed.send("b");
        feed.subscriber().onComplete();
        threads.run();

        assertThat(transport.frames()).containsExactly(next("\"a\""), END);
        assertThat(feed.cancelled()).isOne();
    }

    @Test
    void takesBackAStreamThatHasNotBegunAsAnyRequest() {
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        bench.receive(connection, CANCEL);
        threads.run();

        assertThat(transport.frames()).containsExactly("{\"Id\":7,\"code\":499,\"msg\":\"Cancelled\",\"data\":null}");
        assertThat(feed.calls).isEmpty();
    }

    @Test
    void doesNotSubscribeForACallerThatCancelledMeanwhile() {
        LiveConnection connection = dialogue.opened();
        bench.route("late", (params, given) -> {
            bench.receive((LiveConnection) given.connection(), CANCEL);
            return feed;
        });
        bench.receive(connection, "{\"Route\":\"late\",\"Id\":7}");
        threads.run();

        assertThat(transport.frames()).containsExactly("{\"Id\":7,\"code\":499,\"msg\":\"Cancelled\",\"data\":null}");
        assertThat(feed.calls).isEmpty();
    }

    @Test
    void cancelsWhenTheClientIsGone() {
        LiveConnection connection = begun();

        connection.closed(1006);
        connection.closed(1006);
        threads.run();
        feed.send("b");

        assertThat(feed.cancelled()).isOne();
        assertThat(isCancelled()).isTrue();
        assertThat(bench.events).endsWith("closed c1");
        assertThat(transport.frames()).containsExactly(next("\"a\""));
    }

    @Test
    void cancelsWhenTheApplicationClosesTheConnection() {
        LiveConnection connection = begun();

        connection.close(4000, "enough");
        threads.run();

        assertThat(feed.cancelled()).isOne();
        assertThat(transport.frames()).containsExactly(next("\"a\""), "CLOSE 4000 enough");
    }

    @Test
    void neverBeginsOnAConnectionThatIsClosing() {
        LiveConnection connection = dialogue.opened();
        bench.route("late", (params, given) -> {
            given.connection().close(4000, "enough");
            return feed;
        });
        bench.receive(connection, "{\"Route\":\"late\",\"Id\":7}");
        threads.run();

        assertThat(feed.calls).isEmpty();
        assertThat(transport.frames()).containsExactly("CLOSE 4000 enough");
    }

    @Test
    void endsWithAFailureWhenTheServerStops() {
        LiveConnection connection = begun();

        CompletableFuture<Void> drained = connection.drain();
        threads.run();

        assertThat(drained).isCompleted();
        assertThat(feed.cancelled()).isOne();
        assertThat(transport.frames())
                .containsExactly(next("\"a\""), "{\"Id\":7,\"code\":503,\"msg\":\"Server is stopping\",\"data\":null}");
    }

    @Test
    void neverBeginsWhileTheServerStops() {
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        CompletableFuture<Void> drained = connection.drain();
        assertThat(drained).isNotDone();
        threads.run();

        assertThat(drained).isCompleted();
        assertThat(feed.calls).isEmpty();
        assertThat(transport.frames())
                .containsExactly("{\"Id\":7,\"code\":503,\"msg\":\"Server is stopping\",\"data\":null}");
    }

    @Test
    void cancelsFromWithinThePublisherThatSendsWhereItIsAsked() {
        AtomicReference<Flow.@Nullable Subscriber<? super String>> subscriber = new AtomicReference<>();
        LiveConnection[] connection = new LiveConnection[1];
        bench.route("eager", (params, given) -> (Flow.Publisher<String>) to -> {
            subscriber.set(to);
            to.onSubscribe(new Flow.Subscription() {
                private int sent;

                @Override
                public void request(long n) {
                    for (int i = 0; i < n && feed.cancelled() == 0; i++) {
                        sent++;
                        if (sent == 3) {
                            bench.receive(connection[0], CANCEL);
                        }
                        Objects.requireNonNull(subscriber.get()).onNext("item " + sent);
                    }
                }

                @Override
                public void cancel() {
                    bench.events.add("cancelled after " + sent);
                    feed.cancel();
                }
            });
        });
        connection[0] = dialogue.opened();
        bench.receive(connection[0], "{\"Route\":\"eager\",\"Id\":7}");
        threads.run();

        assertThat(transport.frames()).containsExactly(next("\"item 1\""), next("\"item 2\""), END);
        assertThat(bench.events).contains("cancelled after 3");
        assertThat(feed.cancelled()).isOne();
    }

    @Test
    void tellsTheLogOnlyOfAPublisherThatThrowsWhenItIsCancelled() {
        bench.route(
                "hostile", (params, given) -> (Flow.Publisher<String>) to -> to.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        bench.events.add("request");
                    }

                    @Override
                    public void cancel() {
                        throw new IllegalStateException("I will not");
                    }
                }));
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"hostile\",\"Id\":7}");
        threads.run();
        bench.receive(connection, CANCEL);
        threads.run();

        assertThat(transport.frames()).containsExactly(END);
        assertThat(bench.log.lines()).anyMatch(line -> line.contains("I will not"));
    }

    @Test
    void failsTheStreamOfAPublisherThatThrowsWhenItIsAsked() {
        bench.route(
                "hostile", (params, given) -> (Flow.Publisher<String>) to -> to.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        throw new IllegalStateException("I have nothing");
                    }

                    @Override
                    public void cancel() {
                        feed.cancel();
                    }
                }));

        assertThat(dialogue.answers("{\"Route\":\"hostile\",\"Id\":7}")).containsExactly(FAILED);
        assertThat(feed.cancelled()).isOne();
        assertThat(bench.log.lines()).anyMatch(line -> line.contains("I have nothing"));
    }
}
