package io.github.signalbox.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Threads that work when the test says so, on the test's own. */
final class QueuedThreads implements Executor {

    private final Queue<Runnable> queue = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable work) {
        queue.add(work);
    }

    /** Does what is queued, and what that queues. */
    void run() {
        for (Runnable work = next(); work != null; work = next()) {
            work.run();
        }
    }

    synchronized int size() {
        return queue.size();
    }

    private synchronized Runnable next() {
        return queue.poll();
    }
}
