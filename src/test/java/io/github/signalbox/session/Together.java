package io.github.signalbox.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that start together behind a barrier. */
public final class Together {

    /** What one of them does. */
    @FunctionalInterface
    public interface Part {

        void play(int number) throws Exception;
    }

    /** What one of them finds out. */
    @FunctionalInterface
    public interface Question<T> {

        T ask(int number) throws Exception;
    }

    private Together() {}

    /** Fails if one of them fails. */
    public static void run(int threads, Part part) throws Exception {
        ask(threads, number -> {
            part.play(number);
            return number;
        });
    }

    /** What each has found out, in their order; fails if one of them fails. */
    public static <T> List<T> ask(int threads, Question<T> question) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(pool.submit(() -> {
                    barrier.await();
                    return question.ask(number);
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> each : all) {
                answers.add(each.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
