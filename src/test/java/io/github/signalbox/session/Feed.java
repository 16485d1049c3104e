package io.github.signalbox.session;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A publisher for one subscriber that does what the test says, and writes down what it is told. */
final class Feed implements Flow.Publisher<Object>, Flow.Subscription {

    /** {@code subscribe}, {@code request n}, {@code cancel}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();

    private volatile Flow.@Nullable Subscriber<? super Object> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Object> given) {
        calls.add("subscribe");
        subscriber = given;
        given.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        calls.add("request " + n);
        requested.addAndGet(n);
    }

    @Override
    public void cancel() {
        calls.add("cancel");
        cancelled.incrementAndGet();
    }

    Flow.Subscriber<? super Object> subscriber() {
        return Objects.requireNonNull(subscriber, "Nobody has subscribed");
    }

    void send(Object... items) {
        for (Object item : items) {
            subscriber().onNext(item);
        }
    }

    /** How many items it was asked for in all. */
    long requested() {
        return requested.get();
    }

    long cancelled() {
        return cancelled.get();
    }
}
