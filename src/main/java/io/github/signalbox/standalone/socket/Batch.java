package io.github.signalbox.standalone.socket;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has written to its clients and not sent yet: one system call for each client costs less than one for each frame.
 *
 * <p>Each thread has at most one. It is thread-safe, since another thread may flush it.
 */
final class Batch {

    /** After that long, or a frame longer, even a thread that promised not to block sends what it has. */
    private static final long LONGEST_NANOS = 2_000_000;

    private static final ThreadLocal<@Nullable Batch> CURRENT = new ThreadLocal<>();

    private static final System.Logger LOG = System.getLogger(Batch.class.getName());

    private final @Nullable FrameWriter owner;
    private long begun;
    /** Whose frames wait, perhaps with some that somebody else has sent since. Guarded by this. */
    private List<FrameWriter> writers = new ArrayList<>(1);
    /** Nobody adds to it any more. Guarded by this. */
    private boolean ended;
    /** Somebody else has it sent soon. Guarded by this. */
    private boolean watched;

    private Batch(@Nullable FrameWriter owner) {
        this.owner = owner;
        this.begun = System.nanoTime();
    }

    /** The batch of this thread; null if what it writes is sent at once. */
    static @Nullable Batch current() {
        return CURRENT.get();
    }

    /**
     * Begins one on this thread, which has none; {@link #end} must follow.
     *
     * @param owner whose frames alone are to wait, because code of the application that runs meanwhile may block; null on a thread that
     *     reads from clients, where it does not
     */
    static Batch begin(@Nullable FrameWriter owner) {
        Batch batch = new Batch(owner);
        CURRENT.set(batch);
        return batch;
    }

    /** Sends all and ends. By the thread that began. */
    void end() {
        CURRENT.remove();
        synchronized (this) {
            ended = true;
        }
        flush();
    }

    /** Has it sent soon by somebody else, if there is anything to send. By its own thread. */
    void flushSoon(LateFlush late) {
        if (beginWatch()) {
            late.watch(this);
        }
    }

    private synchronized boolean beginWatch() {
        boolean begins = !watched && !writers.isEmpty();
        watched |= begins;
        return begins;
    }

    /** Whether nobody need watch this any longer: it has ended, or nothing has come since it was last flushed. */
    synchronized boolean endWatchIfIdle() {
        watched = !ended && !writers.isEmpty();
        return !watched;
    }

    /** Whether its thread is one that reads, and so comes to its end soon. */
    boolean isReading() {
        return owner == null;
    }

    /** Whether that writer's frames may wait for the end of this. */
    boolean isFor(FrameWriter writer) {
        return owner == null || owner == writer;
    }

    /** A writer has frames to send when this ends. Called with the writer's lock held. */
    synchronized void add(FrameWriter writer) {
        writers.add(writer);
    }

    /** By its own thread. */
    void flushIfOld() {
        if (System.nanoTime() - begun > LONGEST_NANOS) {
            flush();
            begun = System.nanoTime();
        }
    }

    void flush() {
        List<FrameWriter> all;
        synchronized (this) {
            if (writers.isEmpty()) {
                return;
            }
            all = writers;
            writers = ended ? List.of() : new ArrayList<>();
        }
        for (int i = 0; i < all.size(); i++) {
            try {
                all.get(i).flush();
            } catch (RuntimeException | Error e) {
                // The others wait for no other flush.
                LOG.log(System.Logger.Level.ERROR, "What waited for a client could not be sent", e);
            }
        }
    }
}
