package io.github.signalbox.functional;

import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Streams. What each publisher has heard is kept by a key, to be asked for over the wire. */
@ApplicationScoped
class StreamRoutes {

    /** What has become of one publisher. */
    public record Told(long subscribed, long requested, long sent, long cancelled) {}

    private final Map<String, Numbers> publishers = new ConcurrentHashMap<>();

    private Numbers known(String key) {
        return publishers.computeIfAbsent(key, k -> new Numbers());
    }

    /** Numbers from 0, so many, behind each of which there is so much text; sent as they are asked for. Then the end. */
    @Route("it.stream")
    Flow.Publisher<String> count(JsonObject order) {
        Numbers numbers = known(order.getString("key"));
        numbers.most = order.getInt("count");
        numbers.text = "x".repeat(order.getInt("size", 0));
        return numbers;
    }

    /** The same from a handler that does not block. */
    @Route(value = "it.streamQuickly", blocking = false)
    Flow.Publisher<String> countQuickly(JsonObject order) {
        return count(order);
    }

    /** The same, with a failure for the caller in place of an end. */
    @Route("it.streamAndFail")
    Flow.Publisher<String> countAndFail(JsonObject order) {
        known(order.getString("key")).failure = new RouteException(42, "Sold out");
        return count(order);
    }

    /** The same, with a failure that is none of the caller's business. */
    @Route("it.streamAndBreak")
    Flow.Publisher<String> countAndBreak(JsonObject order) {
        known(order.getString("key")).failure = new IllegalStateException("a secret of the publisher");
        return count(order);
    }

    /** Sends nothing, ever. */
    @Route("it.streamNothing")
    Flow.Publisher<String> silence(String key) {
        known(key).silent = true;
        return known(key);
    }

    /** What a publisher was told. */
    @Route(value = "it.streamed", blocking = false)
    Told told(String key) {
        Numbers numbers = known(key);
        return new Told(numbers.subscribed.get(), numbers.requested.get(), numbers.sent.get(), numbers.cancelled.get());
    }

    /** A publisher for one subscriber. */
    private static final class Numbers implements Flow.Publisher<String> {

        private final AtomicLong subscribed = new AtomicLong();
        private final AtomicLong requested = new AtomicLong();
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong cancelled = new AtomicLong();
        private volatile int most;
        private volatile boolean silent;
        private volatile String text = "";
        private volatile Throwable failure;

        @Override
        public void subscribe(Flow.Subscriber<? super String> subscriber) {
            subscribed.incrementAndGet();
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    requested.addAndGet(n);
                    for (long i = 0; i < n && !silent && cancelled.get() == 0 && sent.get() < most; i++) {
                        subscriber.onNext(sent.getAndIncrement() + text);
                    }
                    if (sent.get() == most && !silent && cancelled.get() == 0) {
                        silent = true;
                        if (failure == null) {
                            subscriber.onComplete();
                        } else {
                            subscriber.onError(failure);
                        }
                    }
                }

                @Override
                public void cancel() {
                    cancelled.incrementAndGet();
                }
            });
        }
    }
}
