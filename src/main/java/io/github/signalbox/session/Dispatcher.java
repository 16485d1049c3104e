package io.github.signalbox.session;

import io.github.signalbox.codec.Answer;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.codec.Request;
import io.github.signalbox.json.JsonContent;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.Failure;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteDefinition;
import io.github.signalbox.routing.RouteTable;
import jakarta.json.JsonValue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Brings a request to its handler and the answer back. One for all connections; thread-safe. */
final class Dispatcher {

    /** The server's own route, by which a caller takes a request back. */
    static final String CANCEL = "$cancel";

    /** In place of a result: it comes by and by. */
    private static final Object BY_ITEMS = new Object();

    private final RouteTable routes;
    private final Binding binding;
    private final HandlerScopes scopes;
    private final Log log;
    private final long timeoutNanos;

    Dispatcher(RouteTable routes, Binding binding, HandlerScopes scopes, Log log, long timeoutNanos) {
        this.routes = routes;
        this.binding = binding;
        this.scopes = scopes;
        this.log = log;
        this.timeoutNanos = timeoutNanos;
    }

    /** Who handles a request at the moment; null if nobody does. */
    @Nullable
    RouteDefinition find(Request request) {
        return request.valid() ? routes.find(request.route()) : null;
    }

    /**
     * Handles a request whose turn has come.
     *
     * @param route who handles it; null for nobody
     * @return false if the connection's next request must wait for an answer that is pending, which then releases the lane
     */
    boolean handle(Exchange exchange, @Nullable RouteDefinition route, long now, Requests requests) {
        if (exchange.isCancelled()) {
            requests.abandon(exchange);
            return true;
        }
        exchange.begin(now + timeoutNanos);
        try {
            Object result = call(exchange, route, requests);
            if (result == BY_ITEMS) {
                return true;
            }
            if (result instanceof CompletionStage<?> stage) {
                return await(exchange, stage, requests);
            }
            succeed(exchange, result, requests);
        } catch (Throwable thrown) {
            // Errors too: whatever a handler does, its caller gets an answer and the connection lives.
            fail(exchange, thrown, requests);
            if (exchange.isStreaming()) {
                // It was the end of the request's context that failed, and the publisher has been subscribed to.
                exchange.cancel();
            }
        }
        // Whoever was first to settle it, the clock perhaps, may not have sent its answer yet; the next one must not
        // overtake.
        return !exchange.notifyWhenAnswered(requests::releaseLane);
    }

    private @Nullable Object call(Exchange exchange, @Nullable RouteDefinition route, Requests requests)
            throws Exception {
        Request request = exchange.request();
        if (!request.valid() || request.route().equals(CANCEL)) {
            throw new Told(Failure.INVALID);
        }
        if (route == null) {
            throw new Told(Failure.NOT_FOUND);
        }
        if (request.id() != null && requests.hasTooManyPending()) {
            throw new Told(Failure.TOO_MANY);
        }
        route.access().check(exchange.connection());
        if (route.streams()) {
            needId(request);
        }
        Object params = binding.bind(request.params(), route.paramsType());
        HandlerScopes.Scope scope = scopes.open();
        try {
            Object result = route.handler().handle(params, exchange);
            if (result instanceof Flow.Publisher<?> publisher) {
                return stream(exchange, publisher, requests);
            }
            // A JsonValue cannot have changed, and what reads and writes it need not spell it as the caller did.
            return result == params && result instanceof JsonValue ? request.params() : result;
        } finally {
            scope.close();
        }
    }

    /** Subscribes while the contexts of the handler's call are still open: it is where most publishers begin to work. */
    private Object stream(Exchange exchange, Flow.Publisher<?> publisher, Requests requests) throws Told {
        try {
            needId(exchange.request());
        } catch (Told told) {
            exchange.over();
            throw told;
        }
        ItemSubscriber items =
                new ItemSubscriber(exchange, requests, this, work -> requests.execute(() -> runInScope(work)));
        if (requests.tryStream(exchange, items)) {
            items.subscribeTo(publisher);
        }
        return BY_ITEMS;
    }

    private static void needId(Request request) throws Told {
        if (request.id() == null) {
            throw new Told(Failure.NEEDS_ID);
        }
    }

    private void runInScope(Runnable work) {
        HandlerScopes.Scope scope = scopes.open();
        try {
            work.run();
        } finally {
            scope.close();
        }
    }

    private boolean await(Exchange exchange, CompletionStage<?> stage, Requests requests) {
        exchange.await(stage);
        stage.whenComplete((value, thrown) -> {
            exchange.arrived();
            if (thrown == null) {
                succeed(exchange, value, requests);
            } else {
                fail(exchange, thrown, requests);
            }
        });
        if (exchange.request().id() == null) {
            // Without an Id only the order tells a caller which answer is whose.
            return !exchange.notifyWhenAnswered(requests::releaseLane);
        }
        requests.countPending(exchange);
        return true;
    }

    private void succeed(Exchange exchange, @Nullable Object value, Requests requests) {
        EncodedMessage answer;
        try {
            answer = EnvelopeEncoder.encoded(Answer.success(exchange.request().id(), content(value)));
        } catch (RuntimeException | Error e) {
            fail(exchange, Failure.unexpected(e), requests);
            return;
        }
        requests.answer(exchange, answer);
    }

    /** A result, or an item of a stream. JSON-B would write the insides of what only stands for one. */
    JsonContent content(@Nullable Object value) {
        if (value instanceof Flow.Publisher<?> || value instanceof CompletionStage<?>) {
            throw new UnsupportedOperationException(
                    "Neither a stage nor a stream can have a stage or a stream in it, and "
                            + value.getClass().getName() + " is one: return a Flow.Publisher itself");
        }
        return binding.content(value);
    }

    /** Tells the log of a failure that no caller can be told of. */
    void tellOf(Exchange exchange, Throwable thrown) {
        log.failed(exchange.connection(), exchange.route(), thrown);
    }

    void fail(Exchange exchange, Throwable thrown, Requests requests) {
        fail(exchange, thrown instanceof Told told ? told.failure : failure(thrown), requests);
    }

    private static Failure failure(Throwable thrown) {
        try {
            return Failure.of(thrown);
        } catch (RuntimeException | Error e) {
            // An exception of the application's may itself throw when it is asked what it says.
            return Failure.unexpected(e);
        }
    }

    /** Answers with a failure, whose data JSON-B might not be able to write. */
    void fail(Exchange exchange, Failure failure, Requests requests) {
        Failure told = failure;
        EncodedMessage answer;
        try {
            answer = encoded(exchange, failure, binding.content(failure.data()));
        } catch (RuntimeException | Error e) {
            told = Failure.unexpected(e);
            answer = lastResort(exchange, told, requests);
        }
        boolean answered = requests.answer(exchange, answer);
        Throwable unexpected = told.unexpected();
        // A handler that fails after its deadline mostly says why it took so long. That it was cancelled is no news.
        if (unexpected != null && (answered || !(unexpected instanceof CancellationException))) {
            tellOf(exchange, unexpected);
        }
    }

    /** A failure without data, for which there may be no memory: then there is no answer, and without one the next would be taken for it. */
    private static EncodedMessage lastResort(Exchange exchange, Failure failure, Requests requests) {
        try {
            return encoded(exchange, failure, JsonContent.NULL);
        } catch (Error e) {
            requests.giveUp();
            throw e;
        }
    }

    private static EncodedMessage encoded(Exchange exchange, Failure failure, JsonContent data) {
        return EnvelopeEncoder.encoded(Answer.failure(exchange.request().id(), failure.code(), failure.msg(), data));
    }

    /** A failure of the server's own, on its way to the caller. */
    private static final class Told extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        Told(Failure failure) {
            // No stack trace: a caller may cause these by the thousand.
            super(failure.msg(), null, false, false);
            this.failure = failure;
        }
    }
}
