package io.github.signalbox.session;

import io.github.signalbox.codec.Answer;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.codec.Request;
import io.github.signalbox.json.JsonContent;
import io.github.signalbox.routing.Failure;
import io.github.signalbox.routing.RouteDefinition;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection, from the message to the answer, of which each gets exactly one.
 *
 * <p>Thread-safe, but {@link #take} is for one thread at a time.
 */
final class Requests {

    /** Of what may wait for the client, the part that one stream may have ready beside it. */
    private static final int SHARE_AHEAD = 16;

    private final Hub hub;
    private final LiveConnection connection;
    private final Lane lane;
    private final Outbox outbox;
    private final Consumer<EncodedMessage> sender;
    private final Runnable push;
    private final Runnable whenSettled;
    private final Promise promise;
    private final AtomicInteger pending = new AtomicInteger();

    private final Unanswered unanswered = new Unanswered();

    /** What a handler is called for; only its thread looks for itself there. */
    private volatile @Nullable Exchange current;

    /**
     * No requests yet.
     *
     * @param outbox where there has to be room for the answer of the next request
     * @param sender takes the answers
     * @param push writes what the lane's thread has gathered, if this is that thread
     * @param whenSettled called after each answer
     */
    Requests(
            Hub hub,
            LiveConnection connection,
            Lane lane,
            Outbox outbox,
            Consumer<EncodedMessage> sender,
            Runnable push,
            Runnable whenSettled) {
        this.hub = hub;
        this.connection = connection;
        this.lane = lane;
        this.outbox = outbox;
        this.sender = sender;
        this.push = push;
        this.whenSettled = whenSettled;
        this.promise = new Promise(connection, hub.log());
    }

    /** Takes a request, unless none is taken any more. Returns soon, unless too many wait and the transport cannot pause. */
    void take(Request request, long now) {
        if (request.valid() && request.id() != null && request.route().equals(Dispatcher.CANCEL)) {
            cancel(request);
            return;
        }
        Exchange exchange = new Exchange(request, connection, hub);
        if (!unanswered.tryAdd(exchange)) {
            return;
        }
        RouteDefinition route = hub.dispatcher().find(request);
        boolean immediate = route == null || !route.blocking();
        if (!(immediate && lane.tryRun(() -> handleHere(exchange, route, now)))) {
            // Looked up again when its turn comes: by then another handler may have the route.
            lane.add(() -> handle(exchange, hub.dispatcher().find(request), now()));
            lane.holdReaderWhileFull();
        }
    }

    private boolean handle(Exchange exchange, @Nullable RouteDefinition route, long now) {
        current = exchange;
        try {
            return hub.dispatcher().handle(exchange, route, now, this) && !awaitRoom();
        } finally {
            // An idle connection would keep the text of its last request.
            current = null;
        }
    }

    private boolean handleHere(Exchange exchange, @Nullable RouteDefinition route, long now) {
        promise.begin(exchange);
        try {
            return handle(exchange, route, now);
        } finally {
            promise.end();
        }
    }

    /** Takes no more. */
    void close() {
        unanswered.close();
    }

    /** Ends the streams, which might never end by themselves. */
    void endStreams() {
        for (Exchange exchange : unanswered.all()) {
            if (exchange.isStreaming()) {
                give(exchange, Failure.STOPPING);
            }
        }
    }

    boolean isEmpty() {
        return unanswered.isEmpty();
    }

    /** Tells those whose requests take too long. */
    void expire(long now) {
        promise.check(now);
        for (Exchange exchange : unanswered.all()) {
            if (exchange.isOverdue(now)) {
                give(exchange, Failure.TOO_LATE);
            }
        }
    }

    /** Lets all go without an answer, since nobody can be told any more. */
    void abandonAll() {
        for (Exchange exchange : unanswered.all()) {
            abandon(exchange);
            exchange.cancel();
        }
    }

    /** Lets one go without an answer. */
    void abandon(Exchange exchange) {
        settle(exchange, null);
    }

    /** Gives the answer; false if the exchange has one already. */
    boolean answer(Exchange exchange, EncodedMessage answer) {
        return settle(exchange, answer);
    }

    /** Ends a stream that has come to its end. */
    void end(Exchange exchange) {
        try {
            settle(exchange, EnvelopeEncoder.encoded(Answer.end(id(exchange))));
        } catch (Error e) {
            giveUp();
            throw e;
        }
    }

    /** There is not even a failure to answer with. */
    void giveUp() {
        connection.closeNow(CloseCodes.SERVER_ERROR, "Server error");
    }

    /**
     * Lets the answer to a request with an Id be a stream; false if it cannot be any more. Whoever comes later to end all streams
     * finds this one.
     */
    boolean tryStream(Exchange exchange, ItemSubscriber items) {
        if (!exchange.tryStream(items)) {
            exchange.over();
            return false;
        }
        countPending(exchange);
        if (!connection.isOpen()) {
            abandon(exchange);
            exchange.cancel();
            return false;
        }
        if (unanswered.isClosed()) {
            give(exchange, Failure.STOPPING);
            return false;
        }
        return true;
    }

    /** An item as it is sent. */
    EncodedMessage encode(Exchange exchange, JsonContent item) {
        return EnvelopeEncoder.encoded(Answer.next(id(exchange), item));
    }

    /** Puts an item into the outbox, see {@link Outbox#trySend}. */
    boolean trySend(EncodedMessage item, boolean inTurn, Runnable whenRoom) {
        return outbox.trySend(item, inTurn, whenRoom);
    }

    /** How many bytes of a stream may be on their way to the outbox, if that are more items than one. */
    long mostAhead() {
        return hub.settings().maxOutbound() / SHARE_AHEAD;
    }

    /** Runs code of the application on a thread that may block. */
    void execute(Runnable work) {
        hub.workers().execute(work);
    }

    long now() {
        return hub.now();
    }

    /** The next request may be handled, once there is room for its answer. */
    void releaseLane() {
        if (!awaitRoom()) {
            lane.release();
        }
    }

    boolean hasTooManyPending() {
        return pending.get() >= hub.settings().maxPending();
    }

    /** Counts an answer that is pending while later requests are handled. */
    void countPending(Exchange exchange) {
        pending.incrementAndGet();
        if (!exchange.notifyWhenAnswered(pending::decrementAndGet)) {
            pending.decrementAndGet();
        }
    }

    /** A client that does not read its answers gets no more of them: its next request waits, and so do those behind it. */
    private boolean awaitRoom() {
        return outbox.notifyWhenRoom(lane::release);
    }

    private void cancel(Request request) {
        for (Exchange exchange : unanswered.all()) {
            if (!Objects.equals(request.idKey(), exchange.request().idKey())) {
                continue;
            }
            if (exchange.isStreaming()) {
                end(exchange);
                exchange.cancel();
            } else {
                give(exchange, Failure.CANCELLED);
            }
        }
    }

    /** Answers in the handler's place, whose own answer nobody wants any more. */
    private void give(Exchange exchange, Failure failure) {
        hub.dispatcher().fail(exchange, failure, this);
        exchange.cancel();
    }

    private boolean settle(Exchange exchange, @Nullable EncodedMessage answer) {
        if (!exchange.trySettle()) {
            return false;
        }
        if (exchange.isStreaming()) {
            exchange.afterItem(() -> deliver(exchange, answer));
        } else {
            deliver(exchange, answer);
        }
        return true;
    }

    private void deliver(Exchange exchange, @Nullable EncodedMessage answer) {
        try {
            if (answer != null) {
                sender.accept(answer);
                if (exchange != current) {
                    // Given by somebody else's handler, perhaps on the lane's thread, which may be busy with it for
                    // long.
                    push.run();
                }
            }
        } finally {
            unanswered.remove(exchange);
            exchange.answered();
            whenSettled.run();
        }
    }

    private static String id(Exchange exchange) {
        return Objects.requireNonNull(exchange.request().id(), "A stream has an Id");
    }
}
