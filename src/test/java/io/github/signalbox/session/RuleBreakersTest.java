package io.github.signalbox.session;

import static io.github.signalbox.session.StreamTest.END;
import static io.github.signalbox.session.StreamTest.FAILED;
import static io.github.signalbox.session.StreamTest.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.signalbox.RouteException;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishers that do not keep the rules of Reactive Streams: they harm their own stream at most. */
class RuleBreakersTest {

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final QueuedThreads threads = dialogue.threads;
    private final Feed feed = new Feed();

    /** Whatever has happened: the connection lives, and nobody waits. */
    @AfterEach
    void theConnectionLives() {
        bench.route("alive", (params, call) -> "alive");
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"alive\"}");
        threads.run();
        assertThat(dialogue.transport.frames()).last().isEqualTo("\"alive\"");
        assertThat(connection.drain()).isCompleted();
    }

    private List<String> stream(Flow.Publisher<Object> publisher) {
        bench.route("stream", (params, call) -> publisher);
        return dialogue.answers("{\"Route\":\"stream\",\"Id\":7}");
    }

    private void logs(String text) {
        assertThat(bench.log.lines())
                .filteredOn(line -> line.startsWith("ERROR"))
                .singleElement()
                .asString()
                .contains(text);
    }

    @Test
    void oneThatSendsMoreThanItWasAskedForFails() {
        List<String> frames = stream(subscriber -> {
            feed.subscribe(subscriber);
            for (int i = 0; i < 100_000; i++) {
                subscriber.onNext(i);
            }
        });

        assertThat(frames).containsExactly(FAILED);
        assertThat(feed.cancelled()).isOne();
        logs("against rule 1.1 of Reactive Streams");
    }

    @Test
    void oneThatSendsMoreLaterFailsBehindWhatItWasAskedFor() {
        stream(feed);
        feed.send("a", "b", "c");
        threads.run();

        assertThat(dialogue.transport.frames()).containsExactly(next("\"a\""), FAILED);
        assertThat(feed.cancelled()).isOne();
        logs("against rule 1.1 of Reactive Streams");
    }

    @Test
    void oneThatSendsBeforeItWasSubscribedToFails() {
        assertThat(stream(subscriber -> {
                    subscriber.onNext(1);
                    subscriber.onSubscribe(feed);
                }))
                .containsExactly(FAILED);
        assertThat(feed.calls).containsExactly("cancel");
        logs("against rule 1.1 of Reactive Streams");
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        stream(feed);
        feed.subscriber().onComplete();
        feed.subscriber().onNext("late");
        feed.subscriber().onComplete();
        feed.subscriber().onError(new IllegalStateException("late"));
        threads.run();

        assertThat(dialogue.transport.frames()).containsExactly(END);
        assertThat(feed.cancelled()).isZero();
    }

    @Test
    void aSecondSubscriptionIsCancelledAndTheFirstGoesOn() {
        Feed second = new Feed();
        stream(feed);
        feed.subscriber().onSubscribe(second);
        feed.send("a");
        feed.subscriber().onComplete();
        threads.run();

        assertThat(second.calls).containsExactly("cancel");
        assertThat(dialogue.transport.frames()).containsExactly(next("\"a\""), END);
        assertThat(feed.cancelled()).isZero();
    }

    @Test
    void nullIsAnExceptionForWhoBringsItAndTheEnd() {
        stream(feed);

        assertThatNullPointerException().isThrownBy(() -> feed.subscriber().onNext(null));
        assertThatNullPointerException().isThrownBy(() -> feed.subscriber().onNext(null));
        threads.run();

        assertThat(dialogue.transport.frames()).containsExactly(FAILED);
        assertThat(feed.cancelled()).isOne();
        logs("item must not be null");
    }

    @Test
    void aNullSubscriptionAndANullFailureAreToo() {
        assertThat(stream(
                        subscriber -> assertThatNullPointerException().isThrownBy(() -> subscriber.onSubscribe(null))))
                .containsExactly(FAILED);
        bench.route("failing", (params, call) -> feed);
        assertThat(dialogue.answers("{\"Route\":\"failing\",\"Id\":8}")).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> feed.subscriber().onError(null));
        threads.run();

        assertThat(dialogue.transport.frames()).hasSize(2).allMatch(frame -> frame.contains("Handler failed"));
        assertThat(feed.cancelled()).isOne();
    }

    @Test
    void oneThatThrowsInSubscribeIsAHandlerThatThrows() {
        bench.route("told", (params, call) -> (Flow.Publisher<String>) subscriber -> {
            throw new RouteException(42, "No");
        });
        bench.route("error", (params, call) -> (Flow.Publisher<String>) subscriber -> {
            subscriber.onSubscribe(feed);
            throw new StackOverflowError();
        });

        assertThat(dialogue.answers("{\"Route\":\"told\",\"Id\":6}", "{\"Route\":\"error\",\"Id\":7}"))
                .containsExactly("{\"Id\":6,\"code\":42,\"msg\":\"No\",\"data\":null}", FAILED);
        assertThat(feed.cancelled()).isOne();
        logs("StackOverflowError");
    }

    @Test
    void oneThatEndsWithoutASubscriptionEnds() {
        assertThat(stream(Flow.Subscriber::onComplete)).containsExactly(END);
    }
}
