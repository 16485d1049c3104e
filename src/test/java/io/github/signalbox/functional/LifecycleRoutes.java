package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Handlers that hold threads: for as long as a test likes, or for a while. */
@ApplicationScoped
class LifecycleRoutes {

    private static final long A_WHILE_NANOS = Duration.ofMillis(250).toNanos();

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lastCame = new AtomicLong(System.nanoTime());

    /** In flight until there is a file: a sign that can be given even when nothing is taken from clients any more. */
    @Route("it.awaitFile")
    String awaitFile(String file) throws Exception {
        waiting.incrementAndGet();
        Await.until("the file is there", () -> Files.exists(Path.of(file)));
        return "at last";
    }

    /** How many handlers have begun to look. */
    @Route(value = "it.waiting", blocking = false)
    int waiting() {
        return waiting.get();
    }

    /** Which thread runs handlers that block. */
    @Route("it.thread")
    String thread() {
        return Thread.currentThread().getName();
    }

    /** Keeps one of the server's own threads until no other has come for a while, so that many at once need many of them. */
    @Route(value = "it.busy", blocking = false)
    void busy() {
        lastCame.accumulateAndGet(System.nanoTime(), Math::max);
        while (System.nanoTime() - lastCame.get() < A_WHILE_NANOS) {
            LockSupport.parkNanos(A_WHILE_NANOS / 10);
        }
    }
}
