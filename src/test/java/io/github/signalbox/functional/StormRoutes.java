package io.github.signalbox.functional;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Many threads that send to one connection. */
@ApplicationScoped
class StormRoutes {

    static final int THREADS = 16;

    /** Some are longer than 125 bytes, the largest payload with the shortest header of a frame. */
    private static final int LENGTHS = 200;

    /** Each thread sends that many events, and they begin together; the answer is given when all have sent the last. */
    @Route("it.storm")
    int storm(int events, Call call) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            new Thread(() -> {
                        try {
                            start.await();
                            for (int n = 0; n < events; n++) {
                                String text = "x".repeat(n % LENGTHS);
                                call.connection().send("it.gust", Map.of("thread", thread, "n", n, "text", text));
                            }
                            end.countDown();
                        } catch (InterruptedException e) {
                            // Counts as a thread that has not sent all.
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
        }
        start.countDown();
        end.await();
        return THREADS * events;
    }
}
