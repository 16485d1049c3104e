package io.github.signalbox.session;

import io.github.signalbox.codec.Answer;
import io.github.signalbox.codec.Request;
import io.github.signalbox.routing.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection, from the message to the answer, of which each gets exactly one.
 *
 * <p>Thread-safe, but {@link #take} is for one thread at a time. Foreign code runs outside the lock.
 */
final class Requests {

    private final Hub hub;
    private final LiveConnection connection;
    private final Lane lane;
    private final Outbox outbox;
    private final Consumer<Answer> sender;
    private final Runnable whenSettled;
    private final AtomicInteger pending = new AtomicInteger();

    /** Those without an answer yet. Guarded by this. */
    private final Set<Exchange> inFlight = new HashSet<>(4);

    private boolean closed;

    /**
     * No requests yet.
     *
     * @param outbox where there has to be room for the answer of the next request
     * @param sender takes the answers
     * @param whenSettled called after each answer
     */
    Requests(
            Hub hub,
            LiveConnection connection,
            Lane lane,
            Outbox outbox,
            Consumer<Answer> sender,
            Runnable whenSettled) {
        this.hub = hub;
        this.connection = connection;
        this.lane = lane;
        this.outbox = outbox;
        this.sender = sender;
        this.whenSettled = whenSettled;
    }

    /** Takes a request, unless none is taken any more. Returns soon, unless too many wait and the transport cannot pause. */
    void take(Request request) {
        if (request.valid() && request.id() != null && request.route().equals(Dispatcher.CANCEL)) {
            cancel(request);
            return;
        }
        Exchange exchange = new Exchange(request, connection, hub);
        Lane.Work work = () -> hub.dispatcher().handle(exchange, this) && !awaitRoom();
        if (tryAdd(exchange) && !(hub.dispatcher().isImmediate(request) && lane.tryRun(work))) {
            lane.add(work);
            lane.holdReaderWhileFull();
        }
    }

    /** Takes no more: under the lock that a request is taken under, so that none slips through. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isEmpty() {
        return inFlight.isEmpty();
    }

    /** Tells those whose requests take too long. */
    void expire(long now) {
        for (Exchange exchange : unanswered()) {
            if (exchange.isOverdue(now)) {
                give(exchange, Failure.TOO_LATE);
            }
        }
    }

    /** Lets all go without an answer, since nobody can be told any more. */
    void abandonAll() {
        for (Exchange exchange : unanswered()) {
            abandon(exchange);
            exchange.cancel();
        }
    }

    /** Lets one go without an answer. */
    void abandon(Exchange exchange) {
        settle(exchange, null);
    }

    /** Answers with a result; false if the exchange has its answer already. */
    boolean answer(Exchange exchange, String data) {
        return settle(exchange, Answer.success(exchange.request().id(), data));
    }

    /** Answers with a failure; false if the exchange has its answer already. */
    boolean answer(Exchange exchange, Failure failure, String data) {
        return settle(exchange, Answer.failure(exchange.request().id(), failure.code(), failure.msg(), data));
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
        for (Exchange exchange : unanswered()) {
            if (Objects.equals(request.idKey(), exchange.request().idKey())) {
                give(exchange, Failure.CANCELLED);
            }
        }
    }

    /** Answers in the handler's place, whose own answer nobody wants any more. */
    private void give(Exchange exchange, Failure failure) {
        hub.dispatcher().fail(exchange, failure, this);
        exchange.cancel();
    }

    private boolean settle(Exchange exchange, @Nullable Answer answer) {
        if (!exchange.trySettle()) {
            return false;
        }
        try {
            if (answer != null) {
                sender.accept(answer);
            }
        } finally {
            remove(exchange);
            exchange.answered();
            whenSettled.run();
        }
        return true;
    }

    private synchronized boolean tryAdd(Exchange exchange) {
        return !closed && inFlight.add(exchange);
    }

    private synchronized void remove(Exchange exchange) {
        inFlight.remove(exchange);
    }

    /** A copy, since whoever goes through it settles them. */
    private synchronized List<Exchange> unanswered() {
        return inFlight.isEmpty() ? List.of() : List.copyOf(inFlight);
    }
}
