package io.github.signalbox.session;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's end of a stream: asks it for items, and cancels it once, unless it has ended by itself. One call at a time, as
 * Reactive Streams demand (rule 2.7), and on threads that may block, since both are code of the application.
 *
 * <p>Thread-safe. Foreign code runs outside the lock.
 */
final class Upstream {

    private final Executor threads;
    private final LongConsumer whenAsked;
    private final Consumer<Throwable> whenThrown;
    private final Runnable whenOver;

    /** Null again when over: some publishers keep their subscriber, which need not keep what they have made for it. */
    private Flow.@Nullable Subscription subscription;

    private boolean begun;
    /** What is asked for next. */
    private long wanted;
    /** A call is under way, or queued. */
    private boolean calling;
    /** The thread that is in {@code request}. */
    private @Nullable Thread asking;

    private boolean cancelled;
    /** Not to be called any more. */
    private boolean over;

    /**
     * Nobody has subscribed yet.
     *
     * @param threads for the calls
     * @param whenAsked called with a number of items just before the publisher is asked for them
     * @param whenThrown called with what one of them throws
     * @param whenOver called once, when the last call has returned or the publisher has ended
     */
    Upstream(Executor threads, LongConsumer whenAsked, Consumer<Throwable> whenThrown, Runnable whenOver) {
        this.threads = threads;
        this.whenAsked = whenAsked;
        this.whenThrown = whenThrown;
        this.whenOver = whenOver;
    }

    /** Takes the subscription; false if there is one already or none is wanted any more, and then it is cancelled. */
    boolean tryBegin(Flow.Subscription given) {
        synchronized (this) {
            if (!begun && !over) {
                begun = true;
                subscription = given;
                return true;
            }
        }
        threads.execute(() -> cancel(given));
        return false;
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    /** Asks for more items. */
    void request(long items) {
        synchronized (this) {
            wanted += items;
            if (calling || cancelled || over) {
                return;
            }
            calling = true;
        }
        threads.execute(this::call);
    }

    /** Lets the publisher know that no more is wanted. Only the first call does anything. */
    void cancel() {
        synchronized (this) {
            if (cancelled || over) {
                return;
            }
            cancelled = true;
            if (calling) {
                return;
            }
            calling = true;
        }
        threads.execute(this::call);
    }

    /**
     * Cancels from within {@code request}, where a publisher that sends its items there and then would otherwise go on until it
     * has sent all that it was asked for. Does nothing on another thread, or if nothing is to be cancelled.
     */
    void cancelFromWithin() {
        Flow.Subscription within;
        synchronized (this) {
            if (!cancelled || over || asking != Thread.currentThread()) {
                return;
            }
            over = true;
            within = subscription;
            subscription = null;
        }
        end(within);
    }

    /** The publisher has ended: it is called no more. */
    void complete() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            subscription = null;
        }
        whenOver.run();
    }

    private void call() {
        Flow.Subscription current;
        long items;
        synchronized (this) {
            current = subscription;
            items = cancelled || over ? 0 : wanted;
            wanted = 0;
            if (items == 0 && (over || !cancelled)) {
                calling = false;
                return;
            }
            if (cancelled) {
                over = true;
                subscription = null;
            }
            asking = items == 0 ? null : Thread.currentThread();
        }
        if (items == 0 || current == null) {
            end(current);
        } else {
            request(current, items);
        }
    }

    private void request(Flow.Subscription from, long items) {
        whenAsked.accept(items);
        try {
            from.request(items);
        } catch (RuntimeException | Error e) {
            whenThrown.accept(e);
        }
        boolean more;
        synchronized (this) {
            asking = null;
            more = !over && (cancelled || wanted > 0);
            calling = more;
        }
        if (more) {
            // Not here and now: others want this thread, too.
            threads.execute(this::call);
        }
    }

    private void end(Flow.@Nullable Subscription last) {
        if (last != null) {
            cancel(last);
        }
        whenOver.run();
    }

    private void cancel(Flow.Subscription unwanted) {
        try {
            unwanted.cancel();
        } catch (RuntimeException | Error e) {
            whenThrown.accept(e);
        }
    }
}
