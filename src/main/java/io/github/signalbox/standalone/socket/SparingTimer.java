package io.github.signalbox.standalone.socket;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread for everything that is to happen later; and nothing for what is to happen at once.
 *
 * <p>{@code TyrusSession} schedules its idle timeout anew for every message, with a delay of 0 or -1 when there is none, and the
 * task then finds that it has nothing to do. Waking a thread for that costs more than the message.
 */
final class SparingTimer extends ScheduledThreadPoolExecutor {

    private final ScheduledFuture<?> nothing;

    SparingTimer(String threadName) {
        super(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        setRemoveOnCancelPolicy(true);
        nothing = super.schedule(() -> {}, 1, TimeUnit.DAYS);
        nothing.cancel(false);
    }

    /** @return a cancelled future, of a task that will not run, if the delay is not positive */
    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return delay <= 0 ? nothing : super.schedule(task, delay, unit);
    }
}
