package io.github.signalbox.session;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A publisher for one subscriber that does what the test says, and writes down what it is told. */
final class Feed implements Flow.Publisher<Object>, Flow.Subscription {

    /** {@code subscribe}, {@code request n}, {@code cancel}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** For the one thread that sends. */
    private long sent;

    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();

    private final AtomicBoolean inUse = new AtomicBoolean();

    private volatile boolean overlapped;
    private volatile Flow.@Nullable Subscriber<? super Object> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Object> given) {
        calls.add("subscribe");
        subscriber = given;
        given.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        enter();
        calls.add("request " + n);
        synchronized (requested) {
            requested.addAndGet(n);
            requested.notifyAll();
        }
        inUse.set(false);
    }

    @Override
    public void cancel() {
        enter();
        calls.add("cancel");
        synchronized (requested) {
            cancelled.incrementAndGet();
            requested.notifyAll();
        }
        inUse.set(false);
    }

    private void enter() {
        if (!inUse.compareAndSet(false, true)) {
            overlapped = true;
        }
    }

    /** Whether two threads have called it at once. */
    boolean overlapped() {
        return overlapped;
    }

    /** Returns when so many items were asked for in all, or none are any more. */
    void awaitRequest(long items) throws InterruptedException {
        synchronized (requested) {
            while (requested.get() < items && cancelled.get() == 0) {
                requested.wait();
            }
        }
    }

    void awaitCancel() throws InterruptedException {
        synchronized (requested) {
            while (cancelled.get() == 0) {
                requested.wait();
            }
        }
    }

    Flow.Subscriber<? super Object> subscriber() {
        return Objects.requireNonNull(subscriber, "Nobody has subscribed");
    }

    void send(Object... items) {
        for (Object item : items) {
            sent++;
            subscriber().onNext(item);
        }
    }

    /** Sends a number for each item that it is asked for and has not sent yet; false if that is none. */
    boolean sendWhatIsWanted(String prefix) {
        boolean wanted = sent < requested() && cancelled() == 0;
        while (sent < requested() && cancelled() == 0) {
            send(prefix + sent);
        }
        return wanted;
    }

    long sent() {
        return sent;
    }

    /** How many items it was asked for in all. */
    long requested() {
        return requested.get();
    }

    long cancelled() {
        return cancelled.get();
    }
}
