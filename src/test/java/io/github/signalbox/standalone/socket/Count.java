package io.github.signalbox.standalone.socket;

import io.github.signalbox.functional.Await;
import java.util.concurrent.TimeUnit;

/** A counter that can be waited for. */
final class Count {

    private int value;

    synchronized void up() {
        value++;
        notifyAll();
    }

    synchronized int value() {
        return value;
    }

    /** Waits until it stands at this value or beyond; at most as long as {@link Await} does. */
    synchronized int awaitAtLeast(int expected) throws InterruptedException {
        long end = System.nanoTime() + Await.PATIENCE.toNanos();
        for (long rest = end - System.nanoTime(); value < expected && rest > 0; rest = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
        return value;
    }

    @Override
    public String toString() {
        return Integer.toString(value());
    }
}
