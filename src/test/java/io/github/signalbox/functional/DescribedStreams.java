package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Streams and stages for {@link AsyncApiBehaviour}, of every kind that a handler may return. */
@ApplicationScoped
class DescribedStreams {

    /** An item. */
    public record Tick(int number) {}

    @Route("it.describe.stream")
    Flow.Publisher<Tick> stream() {
        return new One<>(new Tick(1));
    }

    @Route("it.describe.feed")
    Feed<Tick> feed() {
        return new Feed<>(new Tick(2));
    }

    @Route("it.describe.stage")
    CompletionStage<Tick> later() {
        return CompletableFuture.completedStage(new Tick(3));
    }

    @Route("it.describe.future")
    Soon<Tick> future() {
        Soon<Tick> soon = new Soon<>();
        soon.complete(List.of(new Tick(4)));
        return soon;
    }

    /** A publisher with a type parameter of its own, which is not that of its items. */
    static final class Feed<K> implements Flow.Publisher<List<K>> {

        private final One<List<K>> items;

        Feed(K item) {
            items = new One<>(List.of(item));
        }

        @Override
        public void subscribe(Flow.Subscriber<? super List<K>> subscriber) {
            items.subscribe(subscriber);
        }
    }

    /** The same for a stage. */
    static final class Soon<K> extends CompletableFuture<List<K>> {}

    /** Publishes one item, then the end. */
    private record One<T>(T item) implements Flow.Publisher<T> {

        @Override
        public void subscribe(Flow.Subscriber<? super T> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {

                private boolean over;

                @Override
                public void request(long n) {
                    if (!over) {
                        over = true;
                        subscriber.onNext(item);
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    over = true;
                }
            });
        }
    }
}
