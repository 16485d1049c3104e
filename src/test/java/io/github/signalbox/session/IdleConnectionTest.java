package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import io.github.signalbox.codec.EnvelopeDecoder;
import io.github.signalbox.codec.Request;
import io.github.signalbox.functional.Await;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that has nothing to do keeps nothing of what it did. */
@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class IdleConnectionTest {

    private static final String CANCEL = "{\"Route\":\"$cancel\",\"Id\":7}";

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final LiveConnection connection = dialogue.opened();

    /** What applications may keep for as long as they like. */
    private final AtomicReference<@Nullable Call> call = new AtomicReference<>();

    private final AtomicReference<Flow.@Nullable Subscriber<? super Object>> subscriber = new AtomicReference<>();

    @AfterEach
    void isStillThere() {
        assertThat(connection.isOpen()).isTrue();
        assertThat(bench.registry.connections()).containsExactly(connection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "quick", "failing", "missing"})
    void keepsNoRequest(String route) throws Exception {
        bench.route("plain", (params, given) -> "done");
        bench.quickRoute("quick", (params, given) -> "done");
        bench.route("failing", (params, given) -> {
            throw new IllegalStateException();
        });

        assertCollected(received(message(route)));
        assertThat(dialogue.transport.frames()).hasSize(1);
    }

    @Test
    void keepsNoRequestWhoseAnswerCameLater() throws Exception {
        assertCollected(answeredLater());
        assertThat(dialogue.transport.frames()).hasSize(1);
    }

    @Test
    void keepsNoFutureWhoseResultWasSentThoughTheApplicationKeepsTheCall() throws Exception {
        assertCollected(completed());
        assertThat(dialogue.transport.frames()).hasSize(1);
        assertThat(Objects.requireNonNull(call.get()).route()).isEqualTo("later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "fail", "cancel"})
    void keepsNoSubscriptionThoughThePublisherKeepsTheSubscriber(String end) throws Exception {
        assertCollected(subscribed(end));

        // What comes too late is not taken for the first.
        Feed late = new Feed();
        Objects.requireNonNull(subscriber.get()).onSubscribe(late);
        dialogue.threads.run();
        assertThat(late.calls).containsExactly("cancel");
    }

    private static String message(String route) {
        return "{\"Route\":\"" + route + "\",\"Params\":\"" + "x".repeat(10_000) + "\"}";
    }

    /** In a method of its own, as the next ones are: nothing of it is left on the stack of the test. */
    private List<WeakReference<?>> received(String message) {
        Request request = new EnvelopeDecoder().decode(message);
        connection.receive(request);
        dialogue.threads.run();
        return List.of(new WeakReference<>(request), new WeakReference<>(message));
    }

    private List<WeakReference<?>> answeredLater() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("later", (params, given) -> result);
        List<WeakReference<?>> request = received(message("later"));
        result.complete("done");
        return request;
    }

    private List<WeakReference<?>> completed() {
        AtomicReference<@Nullable CompletableFuture<String>> result = new AtomicReference<>(new CompletableFuture<>());
        CompletableFuture<String> once = Objects.requireNonNull(result.get());
        bench.route("later", (params, given) -> {
            call.set(given);
            return result.getAndSet(null);
        });
        bench.receive(connection, "{\"Route\":\"later\",\"Id\":7}");
        dialogue.threads.run();
        once.complete("done");
        return List.of(new WeakReference<>(once));
    }

    private List<WeakReference<?>> subscribed(String end) {
        Feed feed = new Feed();
        bench.route("stream", (params, given) -> (Flow.Publisher<Object>) subscriber::set);
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        dialogue.threads.run();
        Flow.Subscriber<? super Object> given = Objects.requireNonNull(subscriber.get());
        given.onSubscribe(feed);
        dialogue.threads.run();
        assertThat(feed.calls).containsExactly("request 1");
        switch (end) {
            case "complete" -> given.onComplete();
            case "fail" -> given.onError(new IllegalStateException());
            default -> bench.receive(connection, CANCEL);
        }
        dialogue.threads.run();
        return List.of(new WeakReference<>(feed));
    }

    private void assertCollected(List<WeakReference<?>> gone) throws Exception {
        // The clock notices at its next beat that a handler on the deliverer's thread has returned.
        bench.tick(connection);
        Await.until("all of it is collected", () -> {
            System.gc();
            return gone.stream().allMatch(each -> each.get() == null);
        });
    }
}
