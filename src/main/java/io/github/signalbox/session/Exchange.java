package io.github.signalbox.session;

import io.github.signalbox.Connection;
import io.github.signalbox.codec.Request;
import io.github.signalbox.routing.LastingCall;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, of which there is exactly one: whoever settles the exchange first gives it.
 *
 * <p>Thread-safe.
 */
final class Exchange implements LastingCall {

    private final Request request;
    private final LiveConnection connection;
    private final Hub hub;
    private final AtomicBoolean settled = new AtomicBoolean();

    /** For {@link Unanswered} alone. */
    @Nullable
    Exchange before;

    /** For {@link Unanswered} alone. */
    @Nullable
    Exchange after;

    private volatile long deadlineNanos;
    private volatile @Nullable Instant deadline;
    private volatile @Nullable ItemSubscriber stream;

    /** Not this object: applications see it, and may lock it for as long as they like. */
    private final Object lock = new Object();

    /** Nobody wants a result any more. Guarded by the lock. */
    private boolean cancelled;
    /** The handler's asynchronous result. Guarded by the lock. */
    private @Nullable CompletionStage<?> pending;
    /** The answer is on its way, so that the next one may follow. Guarded by the lock. */
    private boolean answered;
    /** Waits for the answer. Guarded by the lock. */
    private @Nullable Runnable whenAnswered;
    /** Waits for the end of a stream, which may come after the answer. Guarded by the lock. */
    private @Nullable Runnable whenOver;

    Exchange(Request request, LiveConnection connection, Hub hub) {
        this.request = request;
        this.connection = connection;
        this.hub = hub;
    }

    @Override
    public String route() {
        return request.route();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Instant deadline() {
        Instant time = deadline;
        if (time == null) {
            // Most handlers never ask, so the clock is read only for those that do.
            time = Instant.now().plus(Duration.ofNanos(deadlineNanos - hub.now()));
            deadline = time;
        }
        return time;
    }

    @Override
    public boolean isCancelled() {
        return isSettled() || !connection.isOpen();
    }

    Request request() {
        return request;
    }

    /** The handler's turn has come. */
    void begin(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /** A stream that has begun may take as long as it likes. */
    boolean isOverdue(long now) {
        ItemSubscriber items = stream;
        return deadlineNanos != 0 && now - deadlineNanos >= 0 && !isSettled() && (items == null || !items.hasBegun());
    }

    boolean isSettled() {
        return settled.get();
    }

    /** Claims the right to answer. True for one caller, who has to call {@link #answered} afterwards. */
    boolean trySettle() {
        return settled.compareAndSet(false, true);
    }

    /** The answer is in the outbox, or nobody is there to get one. */
    void answered() {
        Runnable waiting;
        synchronized (lock) {
            answered = true;
            waiting = whenAnswered;
            whenAnswered = null;
        }
        if (waiting != null) {
            waiting.run();
        }
    }

    /** Calls back when the answer is given; false if it is already, and then nothing is called. */
    boolean notifyWhenAnswered(Runnable callback) {
        synchronized (lock) {
            if (answered) {
                return false;
            }
            whenAnswered = callback;
            return true;
        }
    }

    /** The answer will come from a stage, which is cancelled if nobody wants it any more. */
    void await(CompletionStage<?> stage) {
        boolean late;
        synchronized (lock) {
            late = cancelled;
            pending = late ? null : stage;
        }
        if (late) {
            cancelStage(stage);
        }
    }

    /** The stage has completed: there is nothing to cancel, and an application that keeps the call need not keep the result, too. */
    void arrived() {
        synchronized (lock) {
            pending = null;
        }
    }

    /** The answer will come item by item; false if nobody wants it any more. */
    boolean tryStream(ItemSubscriber items) {
        synchronized (lock) {
            if (cancelled) {
                return false;
            }
            stream = items;
            return true;
        }
    }

    /** Whether the answer comes, or came, item by item. */
    boolean isStreaming() {
        return stream != null;
    }

    /** Gives the answer that settles this: behind the item that is on its way, if one is, for nothing may come after it. */
    void afterItem(Runnable answer) {
        ItemSubscriber items = stream;
        if (items == null) {
            answer.run();
        } else {
            items.afterItem(answer);
        }
    }

    /** Nobody wants what the handler is still working at: another answer was given, or there is nobody to give one to. */
    void cancel() {
        CompletionStage<?> stage;
        synchronized (lock) {
            cancelled = true;
            stage = pending;
            pending = null;
        }
        ItemSubscriber items = stream;
        if (stage != null) {
            cancelStage(stage);
        } else if (items != null) {
            items.cancel();
        }
    }

    @Override
    public void whenOver(Runnable callback) {
        synchronized (lock) {
            whenOver = callback;
        }
    }

    /** The stream has ended, or will not begin: what it came from is not needed any more. */
    void over() {
        Runnable waiting;
        synchronized (lock) {
            waiting = whenOver;
            whenOver = null;
        }
        if (waiting != null) {
            waiting.run();
        }
    }

    private void cancelStage(CompletionStage<?> stage) {
        // A CompletableFuture is cancelled; of another kind of stage nothing is known but that it completes.
        if (stage instanceof Future<?> future && !future.isDone()) {
            // The application may have hung work on its future, which is not for the clock's or the container's thread.
            hub.workers().execute(() -> future.cancel(true));
        }
    }
}
