package io.github.signalbox.session;

import io.github.signalbox.bench.ShortBenchmark;
import io.github.signalbox.codec.EncodedMessage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** What an outbox adds to a message that its transport takes at once. */
public class OutboxBenchmark extends ShortBenchmark {

    private final EncodedMessage message = new EncodedMessage("{\"message\":\"Hello, Ada!\"}", 25);
    private final Outbox outbox = new Outbox(new Taking(), new Workers(Runnable::run), 1 << 20, new Deaf());

    /** One that finds nothing waiting. */
    @Benchmark
    public boolean send() {
        outbox.send(message);
        return outbox.isIdle();
    }

    private static final class Deaf implements Outbox.Listener {

        @Override
        public void overflowed() {
            throw new AssertionError("Nothing waits here");
        }

        @Override
        public void failed(Throwable reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void idle() {
            // After every message.
        }
    }

    private static final class Taking implements Transport {

        @Override
        public void send(EncodedMessage text, Consumer<@Nullable Throwable> done) {
            done.accept(null);
        }

        @Override
        public void ping() {
            throw new AssertionError("Not asked for");
        }

        @Override
        public void close(int closeCode, String reason) {
            throw new AssertionError("Not asked for");
        }

        @Override
        public void abort() {
            throw new AssertionError("Not asked for");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean pauseReading() {
            return false;
        }

        @Override
        public void resumeReading() {
            // Never paused.
        }
    }
}
