package io.github.signalbox.session;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for handlers that may block: virtual ones on JDK 21 and later, else a pool. */
public final class HandlerThreads {

    private static final String NAME = "signalbox-handler-";
    private static final long KEEP_ALIVE_SECONDS = 30;

    private HandlerThreads() {}

    /**
     * Whether this JDK has virtual threads for good.
     *
     * @return true on 21 and later
     */
    public static boolean areVirtual() {
        return Runtime.version().feature() >= 21;
    }

    /**
     * Starts threads of Signalbox's own.
     *
     * @param most the most that run at once where they are not virtual
     * @return to be shut down with the application
     */
    public static ExecutorService start(int most) {
        return areVirtual() ? virtual() : pool(most, new Platform());
    }

    /**
     * Starts a pool.
     *
     * @param most the most threads at once
     * @param factory makes them
     * @return to be shut down with the application
     */
    public static ExecutorService pool(int most, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * By reflection, because the jar is built for release 17. A multi-release jar would need a second source tree and a second
     * compiler run for these three calls.
     */
    private static ExecutorService virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
            Object factory = type.getMethod("factory").invoke(named);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads", e);
        }
    }

    private static final class Platform implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, NAME + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        }
    }
}
