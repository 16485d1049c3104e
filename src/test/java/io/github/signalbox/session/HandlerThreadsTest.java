package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandlerThreadsTest {

    @Test
    void runsAsManyAtOnceAsAsked() throws Exception {
        ExecutorService threads = HandlerThreads.start(50);
        try {
            CyclicBarrier all = new CyclicBarrier(50);
            Future<?> last = threads.submit(() -> "");
            for (int i = 0; i < 50; i++) {
                last = threads.submit(() -> all.await(60, TimeUnit.SECONDS));
            }
            last.get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void namesItsThreadsAndKeepsNoJvmAlive() throws Exception {
        ExecutorService threads = HandlerThreads.start(1);
        try {
            Thread thread = threads.submit(Thread::currentThread).get();

            assertThat(thread.getName()).startsWith("signalbox-handler-");
            assertThat(thread.isDaemon()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void poolsNoMoreThreadsThanAllowedAndLosesNoWork() throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) HandlerThreads.pool(3, Thread::new);
        try {
            CountDownLatch done = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                pool.execute(done::countDown);
            }

            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(3);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void knowsWhetherThisJdkHasVirtualThreads() {
        assertThat(HandlerThreads.areVirtual()).isEqualTo(Runtime.version().feature() >= 21);
    }
}
