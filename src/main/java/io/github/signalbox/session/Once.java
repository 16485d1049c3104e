package io.github.signalbox.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done once, however often it is asked for. Who asks while it is being done waits until it is; only the thread that
 * does it does not, for it would wait for itself.
 *
 * <p>Thread-safe.
 */
public final class Once {

    private final Runnable work;
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
    private final CountDownLatch done = new CountDownLatch(1);

    /**
     * Nothing done yet.
     *
     * @param work what to do; done counts from its end, even if that is an exception
     */
    public Once(Runnable work) {
        this.work = work;
    }

    /** Does the work, or sees to it that it is done when this returns. An interrupt ends the wait, and stays set. */
    public void run() {
        if (worker.compareAndSet(null, Thread.currentThread())) {
            try {
                work.run();
            } finally {
                done.countDown();
            }
        } else if (worker.get() != Thread.currentThread()) {
            await();
        }
    }

    /** Waits until somebody has done the work. An interrupt ends the wait, and stays set. */
    public void await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
