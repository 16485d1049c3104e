package io.github.signalbox.session;

import io.github.signalbox.codec.EncodedMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a publisher publishes as the answer to one request, item by item and no faster than the client reads: it asks for
 * more when the outbox has taken what it asked for before.
 *
 * <p>Thread-safe. A publisher that does not keep the rules of Reactive Streams harms only its own stream. Foreign code runs
 * outside the lock.
 */
final class ItemSubscriber implements Flow.Subscriber<Object> {

    /** The most items that are asked for and not in the outbox yet. */
    private static final int MOST_AHEAD = 16;

    private final Exchange exchange;
    private final Requests requests;
    private final Dispatcher dispatcher;
    private final Upstream upstream;

    private final Object lock = new Object();
    /** Waits for room in the outbox. Guarded by the lock. */
    private final Deque<EncodedMessage> queue = new ArrayDeque<>(2);
    /** How many items are asked for, or about to be, and have not come. Guarded by the lock. */
    private int outstanding;
    /** How many of them the publisher knows of. Guarded by the lock. */
    private long allowed;
    /** How many items may be outstanding; one, until it is known how large they are. Guarded by the lock. */
    private int ahead = 1;
    /** A thread sends, or will when there is room. Guarded by the lock. */
    private boolean sending;
    /** How many threads are about to put an item into the outbox: mostly one, two where a turn passes on. Guarded by the lock. */
    private int underWay;
    /** Gives the answer behind the item that is under way. Guarded by the lock. */
    private @Nullable Runnable afterItem;
    /** No item is taken any more. Guarded by the lock. */
    private boolean over;
    /** Gives the answer behind the last item. Guarded by the lock. */
    private @Nullable Runnable ending;

    /**
     * A subscriber that has not subscribed.
     *
     * @param threads for calls to the publisher
     */
    ItemSubscriber(Exchange exchange, Requests requests, Dispatcher dispatcher, Executor threads) {
        this.exchange = exchange;
        this.requests = requests;
        this.dispatcher = dispatcher;
        this.upstream = new Upstream(threads, this::allow, this::thrown, exchange::over);
    }

    /** Subscribes, on this thread. */
    void subscribeTo(Flow.Publisher<?> publisher) {
        try {
            publisher.subscribe(this);
        } catch (RuntimeException | Error e) {
            thrown(e);
        }
    }

    /** Whether the publisher has answered with a subscription. */
    boolean hasBegun() {
        return upstream.hasBegun();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        present(subscription, "subscription");
        if (upstream.tryBegin(subscription)) {
            ask();
        }
    }

    @Override
    public void onNext(Object item) {
        present(item, "item");
        boolean late;
        boolean wanted;
        synchronized (lock) {
            late = over;
            wanted = allowed > 0;
            if (wanted) {
                allowed--;
                outstanding--;
            }
        }
        if (late) {
            // A publisher that does not know yet that it is cancelled may still send.
            upstream.cancelFromWithin();
            return;
        }
        if (!wanted) {
            fail(new IllegalStateException(
                    "The publisher sends more than it was asked for, against rule 1.1 of Reactive Streams"));
            return;
        }
        EncodedMessage message;
        try {
            message = requests.encode(exchange, dispatcher.content(item));
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        synchronized (lock) {
            if (over) {
                return;
            }
            queue.add(message);
            if (sending) {
                return;
            }
            sending = true;
        }
        sendAll(false);
    }

    @Override
    public void onError(Throwable failure) {
        present(failure, "failure");
        upstream.complete();
        end(() -> dispatcher.fail(exchange, failure, requests));
    }

    @Override
    public void onComplete() {
        upstream.complete();
        end(() -> requests.end(exchange));
    }

    /** Lets the answer go out: behind the item that is under way, if one is. For whoever has settled the exchange. */
    void afterItem(Runnable answer) {
        synchronized (lock) {
            if (underWay > 0) {
                afterItem = answer;
                return;
            }
        }
        answer.run();
    }

    /** Nobody wants more. Items that wait for room are dropped. */
    void cancel() {
        synchronized (lock) {
            over = true;
            queue.clear();
        }
        upstream.cancel();
    }

    /** Sends while there is room. For the one thread that has set {@code sending}. */
    private void sendAll(boolean inTurn) {
        boolean turn = inTurn;
        for (EncodedMessage item = next(); item != null; item = next()) {
            boolean sent = requests.trySend(item, turn, () -> sendAll(true));
            if (sent) {
                taken(item);
            }
            itemEnded();
            if (!sent) {
                // Whoever calls back goes on, and perhaps does already.
                return;
            }
            turn = false;
        }
    }

    private @Nullable EncodedMessage next() {
        Runnable last;
        synchronized (lock) {
            EncodedMessage item = exchange.isSettled() ? null : queue.peek();
            if (item != null) {
                underWay++;
                return item;
            }
            queue.clear();
            sending = false;
            last = ending;
            ending = null;
        }
        if (last != null) {
            last.run();
        }
        return null;
    }

    private void taken(EncodedMessage item) {
        synchronized (lock) {
            queue.poll();
            ahead = (int) Math.max(1, Math.min(MOST_AHEAD, requests.mostAhead() / Math.max(1, item.utf8Length())));
        }
        ask();
    }

    private void itemEnded() {
        Runnable answer;
        synchronized (lock) {
            underWay--;
            if (underWay > 0) {
                return;
            }
            answer = afterItem;
            afterItem = null;
        }
        if (answer != null) {
            answer.run();
        }
    }

    /** Asks for more when the outbox has half of what was asked for before, so that the stream keeps its place in the line. */
    private void ask() {
        int more;
        synchronized (lock) {
            int onTheWay = outstanding + queue.size();
            if (over || onTheWay > ahead / 2) {
                return;
            }
            more = ahead - onTheWay;
            outstanding += more;
        }
        upstream.request(more);
    }

    private void allow(long items) {
        synchronized (lock) {
            allowed += items;
        }
    }

    /** A call of ours has failed. What a publisher throws when it is cancelled is only for the log. */
    private void thrown(Throwable failure) {
        if (!fail(failure)) {
            dispatcher.tellOf(exchange, failure);
        }
    }

    private boolean fail(Throwable failure) {
        boolean first = end(() -> dispatcher.fail(exchange, failure, requests));
        if (first) {
            upstream.cancel();
        }
        return first;
    }

    /** Ends the stream behind what waits; false if it has ended. */
    private boolean end(Runnable answer) {
        synchronized (lock) {
            if (over) {
                return false;
            }
            over = true;
            ending = answer;
            if (sending) {
                return true;
            }
            sending = true;
        }
        sendAll(false);
        return true;
    }

    /** Rule 2.13: null is an exception for whoever brings it. It is the end of the stream, too. */
    private void present(@Nullable Object signal, String what) {
        if (signal == null) {
            NullPointerException refusal = new NullPointerException(
                    "A publisher's " + what + " must not be null: Reactive Streams, rule 2.13");
            fail(refusal);
            throw refusal;
        }
    }
}
