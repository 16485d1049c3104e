package io.github.signalbox.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;

/** The rules of Reactive Streams that can be seen from outside, by their own TCK. Run by TestNG. What it skips, it has no test for. */
public class ItemSubscriberBlackboxTest extends FlowSubscriberBlackboxVerification<Object> {

    private static final long PATIENCE_MILLIS = 5000;
    private static final long SILENCE_MILLIS = 50;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** For TestNG. */
    public ItemSubscriberBlackboxTest() {
        super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS));
    }

    @Override
    public Flow.Subscriber<Object> createFlowSubscriber() {
        try {
            return Subscribed.on(threads).subscriber();
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
}
