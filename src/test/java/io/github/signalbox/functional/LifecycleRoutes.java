package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Handlers that hold threads: for as long as a test likes, or for a while. */
@ApplicationScoped
class LifecycleRoutes {

    private static final long A_WHILE_NANOS = Duration.ofMillis(250).toNanos();

    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, Kept> keptAt = new ConcurrentHashMap<>();

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

    /**
     * Keeps one of the server's own threads until no more of them are kept than a while ago: those who ask at the same moment need as
     * many as the server has for them, and those for whom there was none are answered at once.
     *
     * @param moment of those who ask together
     */
    @Route(value = "it.busy", blocking = false)
    void busy(String moment) {
        Kept kept = keptAt.computeIfAbsent(moment, key -> new Kept());
        kept.add();
        while (kept.grewWithin(A_WHILE_NANOS)) {
            LockSupport.parkNanos(A_WHILE_NANOS / 10);
        }
        kept.remove();
    }

    /** How many threads are. */
    private static final class Kept {

        private int now;
        private int most;
        private long grew;

        synchronized void add() {
            now++;
            if (now > most) {
                most = now;
                grew = System.nanoTime();
            }
        }

        synchronized boolean grewWithin(long nanos) {
            return System.nanoTime() - grew < nanos;
        }

        synchronized void remove() {
            now--;
        }
    }
}
