package io.github.signalbox.session;

import io.github.signalbox.codec.EncodedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A socket that writes down what happens to it and notices when two threads use it at once. */
final class FakeTransport implements Transport {

    /** What was sent, with {@code PING} and {@code CLOSE code reason} where they came. */
    private final List<String> frames = new ArrayList<>();

    private final Deque<Consumer<@Nullable Throwable>> waiting = new ArrayDeque<>();
    private final AtomicReference<@Nullable Consumer<Consumer<@Nullable Throwable>>> stall = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean inUse = new AtomicBoolean();
    private final @Nullable Executor completion;
    private final boolean canPause;

    private volatile boolean overlapped;
    private volatile boolean open = true;
    private volatile boolean aborted;
    private volatile boolean paused;
    private volatile @Nullable Runnable beforePause;

    private FakeTransport(@Nullable Executor completion, boolean canPause) {
        this.completion = completion;
        this.canPause = canPause;
    }

    /** A client that reads at once. */
    static FakeTransport reading() {
        return completing(Runnable::run);
    }

    /** A container that tells on another thread that it has sent. */
    static FakeTransport completing(Executor completion) {
        return new FakeTransport(completion, true);
    }

    /** A client that reads a message when {@link #complete} is called. */
    static FakeTransport stalled() {
        return new FakeTransport(null, true);
    }

    /** A container that cannot pause. */
    static FakeTransport withoutPause() {
        return new FakeTransport(Runnable::run, false);
    }

    @Override
    public void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
        if (!inUse.compareAndSet(false, true)) {
            overlapped = true;
        }
        add(message.text());
        Consumer<@Nullable Throwable> free = failure -> {
            inUse.set(false);
            done.accept(failure);
        };
        Consumer<Consumer<@Nullable Throwable>> keeper = stall.getAndSet(null);
        Executor executor = completion;
        if (keeper != null) {
            keeper.accept(free);
        } else if (executor == null) {
            synchronized (frames) {
                waiting.add(free);
            }
        } else {
            executor.execute(() -> free.accept(null));
        }
    }

    @Override
    public long taken() {
        return taken.get();
    }

    /** The client reads so much of a message. */
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    @Override
    public void ping() {
        if (inUse.get()) {
            overlapped = true;
        }
        add("PING");
    }

    @Override
    public void close(int closeCode, String reason) {
        add("CLOSE " + closeCode + " " + reason);
        closed.countDown();
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean pauseReading() {
        Runnable first = beforePause;
        if (first != null) {
            first.run();
        }
        paused = canPause;
        return canPause;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    /** Ends the send under way: with null well, otherwise badly. */
    void complete(@Nullable Throwable failure) {
        Consumer<@Nullable Throwable> done;
        synchronized (frames) {
            done = waiting.remove();
        }
        done.accept(failure);
    }

    /** The next send ends when what this is given is called. */
    void stallOnce(Consumer<Consumer<@Nullable Throwable>> keeper) {
        stall.set(keeper);
    }

    /** Waits without looking: who copied the frames again and again would keep those who add to them from their lock. */
    boolean awaitClose() throws InterruptedException {
        return closed.await(30, TimeUnit.SECONDS);
    }

    /** Waits for frames, and looks at them whenever there is one more. */
    void await(Predicate<List<String>> condition) throws InterruptedException {
        synchronized (frames) {
            while (!condition.test(frames)) {
                frames.wait();
            }
        }
    }

    List<String> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** Runs something in the middle of the next pauses. */
    void beforePause(Runnable action) {
        beforePause = Objects.requireNonNull(action);
    }

    void lose() {
        open = false;
    }

    boolean aborted() {
        return aborted;
    }

    boolean paused() {
        return paused;
    }

    boolean overlapped() {
        return overlapped;
    }

    private void add(String frame) {
        synchronized (frames) {
            frames.add(frame);
            frames.notifyAll();
        }
    }
}
