package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import io.github.signalbox.RouteException;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.RouteDefinition;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Routes that answer item by item. */
class StreamTest {

    static final String END = "{\"Id\":7,\"code\":0,\"msg\":\"end\",\"data\":null}";
    static final String FAILED = "{\"Id\":7,\"code\":1,\"msg\":\"Handler failed\",\"data\":null}";

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final QueuedThreads threads = dialogue.threads;
    private final FakeTransport transport = dialogue.transport;
    private final Feed feed = new Feed();

    static String next(String item) {
        return "{\"Id\":7,\"code\":0,\"msg\":\"next\",\"data\":" + item + "}";
    }

    /** The stream has begun, and its publisher is asked for items. */
    private LiveConnection begun() {
        bench.route("stream", (params, call) -> feed);
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        threads.run();
        return connection;
    }

    private void send(Object... items) {
        for (Object item : items) {
            feed.send(item);
            threads.run();
        }
    }

    private List<String> errors() {
        return bench.log.lines().stream()
                .filter(line -> line.startsWith("ERROR"))
                .toList();
    }

    @Test
    void sendsItemsAndThenTheEnd() {
        begun();
        send("a", Map.of("n", 1), JsonValue.TRUE);
        feed.subscriber().onComplete();
        threads.run();

        assertThat(transport.frames()).containsExactly(next("\"a\""), next("{\"n\":1}"), next("true"), END);
        assertThat(feed.calls).startsWith("subscribe", "request 1").doesNotContain("cancel");
        assertThat(errors()).isEmpty();
    }

    @Test
    void endsAtOnceIfThereIsNothing() {
        bench.route("none", (params, call) -> (Flow.Publisher<String>) subscriber -> {
            subscriber.onSubscribe(feed);
            subscriber.onComplete();
        });

        assertThat(dialogue.answers("{\"Route\":\"none\",\"Id\":7}")).containsExactly(END);
        assertThat(feed.calls).doesNotContain("cancel");
    }

    @Test
    void endsWithTheFailureThatThePublisherTells() {
        begun();
        send("a");
        feed.subscriber().onError(new RouteException(42, "Sold out", 7));

        assertThat(transport.frames())
                .containsExactly(next("\"a\""), "{\"Id\":7,\"code\":42,\"msg\":\"Sold out\",\"data\":7}");
        assertThat(errors()).isEmpty();
        assertThat(feed.cancelled()).isZero();
    }

    @Test
    void keepsAnUnexpectedFailureForTheLog() {
        begun();
        feed.subscriber().onError(new IllegalStateException("secret"));
        threads.run();

        assertThat(transport.frames()).containsExactly(FAILED);
        assertThat(errors()).singleElement().asString().contains("failed in stream", "secret");
        assertThat(feed.cancelled()).isZero();
    }

    @Test
    void failsAndCancelsOnceWhereAnItemCannotBeWritten() {
        begun();
        send("a", new DispatcherTest.Unwritable(), new DispatcherTest.Unwritable(), "b");

        assertThat(transport.frames()).containsExactly(next("\"a\""), FAILED);
        assertThat(feed.cancelled()).isOne();
        assertThat(errors()).hasSize(1);
    }

    @Test
    void takesNoStreamForAnItem() {
        begun();
        send(new Feed());

        assertThat(transport.frames()).containsExactly(FAILED);
        assertThat(errors()).singleElement().asString().contains("can have a stage or a stream in it");
    }

    @Test
    void doesNotCallAHandlerThatIsKnownToStreamWithoutAnId() {
        bench.routes.add(new RouteDefinition(
                "stream",
                Void.class,
                Flow.Publisher.class,
                true,
                Access.EVERYBODY,
                (params, call) -> bench.events.add("called"),
                "x"));

        assertThat(dialogue.answers("{\"Route\":\"stream\"}"))
                .containsExactly("{\"code\":1,\"msg\":\"A stream needs an Id\",\"data\":null}");
        assertThat(bench.events).doesNotContain("called");
    }

    @Test
    void tellsOnlyWhoMayCallThatAStreamNeedsAnId() {
        bench.routes.add(new RouteDefinition(
                "stream",
                Void.class,
                Flow.Publisher.class,
                true,
                Access.roles(Set.of("admin")),
                (params, call) -> feed,
                "x"));

        assertThat(dialogue.answers("{\"Route\":\"stream\"}"))
                .containsExactly("{\"code\":401,\"msg\":\"Not signed in\",\"data\":null}");
        assertThat(feed.calls).isEmpty();
    }

    @Test
    void doesNotSubscribeWhereThereIsNoId() {
        bench.route("stream", (params, call) -> feed);
        bench.route("next", (params, call) -> "next");

        assertThat(dialogue.answers("{\"Route\":\"stream\"}", "{\"Route\":\"next\"}"))
                .containsExactly("{\"code\":1,\"msg\":\"A stream needs an Id\",\"data\":null}", "\"next\"");
        assertThat(feed.calls).isEmpty();
    }

    @Test
    void streamsFromAHandlerThatDoesNotBlockAndAsksItsPublisherOnAThreadThatMay() {
        bench.quickRoute("stream", (params, call) -> feed);
        LiveConnection connection = dialogue.opened();

        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        assertThat(feed.calls).containsExactly("subscribe");
        threads.run();

        assertThat(feed.calls).containsExactly("subscribe", "request 1");
    }

    @Test
    void answersOtherRequestsMeanwhile() {
        LiveConnection connection = begun();
        bench.route("next", (params, call) -> "next");
        send("a");
        bench.receive(connection, "{\"Route\":\"next\"}");
        threads.run();
        send("b");

        assertThat(transport.frames()).containsExactly(next("\"a\""), "\"next\"", next("\"b\""));
    }

    @Test
    void mayTakeAsLongAsItLikesOnceItHasBegun() {
        AtomicReference<Call> call = new AtomicReference<>();
        bench.route("stream", (params, given) -> {
            call.set(given);
            return feed;
        });
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        threads.run();

        bench.pass(Duration.ofMinutes(10));
        connection.heardPong();
        bench.tick(connection);
        send("a");
        assertThat(Objects.requireNonNull(call.get()).isCancelled()).isFalse();
        feed.subscriber().onComplete();

        assertThat(transport.frames()).containsExactly(next("\"a\""), END);
        assertThat(Objects.requireNonNull(call.get()).isCancelled()).isTrue();
    }

    @Test
    void answers408WhereThePublisherDoesNotAnswerInTime() {
        AtomicReference<Flow.Subscriber<? super Object>> subscriber = new AtomicReference<>();
        bench.route("stream", (params, call) -> (Flow.Publisher<Object>) subscriber::set);
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        threads.run();

        bench.pass(Duration.ofSeconds(10));
        bench.tick(connection);
        threads.run();
        Objects.requireNonNull(subscriber.get()).onSubscribe(feed);
        threads.run();

        assertThat(transport.frames())
                .containsExactly("{\"Id\":7,\"code\":408,\"msg\":\"Handler took too long\",\"data\":null}");
        assertThat(feed.calls).containsExactly("cancel");
    }

    @Test
    void countsAsPending() {
        Dialogue busy = new Dialogue(Settings.defaults().toBuilder().maxPending(2));
        busy.bench.route("stream", (params, call) -> feed);
        LiveConnection connection = busy.opened();
        for (int id = 7; id < 10; id++) {
            busy.bench.receive(connection, "{\"Route\":\"stream\",\"Id\":" + id + "}");
        }
        busy.threads.run();
        assertThat(busy.transport.frames())
                .containsExactly("{\"Id\":9,\"code\":429,\"msg\":\"Too many requests\",\"data\":null}");

        busy.bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":7}");
        busy.bench.receive(connection, "{\"Route\":\"stream\",\"Id\":10}");
        busy.threads.run();

        assertThat(busy.transport.frames()).hasSize(2).last().isEqualTo(END);
        assertThat(feed.calls).filteredOn("subscribe"::equals).hasSize(3);
    }
}
