package io.github.signalbox.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;
import org.testng.annotations.AfterClass;

/**
 * The rules of Reactive Streams that need a hand inside, by their own TCK. Run by TestNG. The subscriber asks for items by
 * itself, so that the TCK need not trigger it; it is cancelled as its client does it. What the TCK skips, it has no test for.
 */
public class ItemSubscriberWhiteboxTest extends FlowSubscriberWhiteboxVerification<Object> {

    private static final long PATIENCE_MILLIS = 5000;
    private static final long SILENCE_MILLIS = 50;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** For TestNG. */
    public ItemSubscriberWhiteboxTest() {
        super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS));
    }

    @Override
    protected Flow.Subscriber<Object> createFlowSubscriber(WhiteboxSubscriberProbe<Object> probe) {
        try {
            return new Watched(Subscribed.on(threads), probe);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Object createElement(int element) {
        return element;
    }

    @AfterClass
    public void stop() {
        threads.shutdownNow();
    }

    /** Tells the TCK of each signal when the subscriber has taken it. */
    private static final class Watched implements Flow.Subscriber<Object>, SubscriberPuppet {

        private final Subscribed stream;
        private final WhiteboxSubscriberProbe<Object> probe;

        Watched(Subscribed stream, WhiteboxSubscriberProbe<Object> probe) {
            this.stream = stream;
            this.probe = probe;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            stream.subscriber().onSubscribe(subscription);
            probe.registerOnSubscribe(this);
        }

        @Override
        public void onNext(Object item) {
            stream.subscriber().onNext(item);
            probe.registerOnNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            stream.subscriber().onError(failure);
            probe.registerOnError(failure);
        }

        @Override
        public void onComplete() {
            stream.subscriber().onComplete();
            probe.registerOnComplete();
        }

        @Override
        public void triggerRequest(long elements) {
            // It has asked already, or will when it has been sent what it asked for.
        }

        @Override
        public void signalCancel() {
            stream.cancel();
        }
    }
}
