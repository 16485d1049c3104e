package io.github.signalbox.standalone.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.tyrus.spi.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Brings one client's frames to its session, one thread at a time: that thread runs the handshake, passes frames on, or tells
 * the session that the client is gone. So {@code @OnOpen}, {@code @OnMessage} and the {@code @OnClose} of a lost client never
 * overlap, and none of them is lost.
 *
 * <p>Thread-safe. No foreign code is called with the lock held.
 */
final class FrameDelivery {

    private static final System.Logger LOG = System.getLogger(FrameDelivery.class.getName());

    private final FrameReader frames;
    private final BooleanSupplier flooded;
    private final Executor workers;
    private final Runnable abort;
    private final Runnable finished;

    private final Object lock = new Object();
    // Guarded by lock:
    private @Nullable Batch held;
    private @Nullable Connection session;
    private boolean delivering;
    private boolean paused;
    private boolean discarding;
    private boolean gone;

    /** What one read brought, and the context that, while suspended, keeps Grizzly from reading more. */
    private record Batch(FilterChainContext context, ByteBuffer bytes) {}

    /**
     * Delivers nothing before {@link #start}.
     *
     * @param flooded whether the client causes more answers than it reads
     * @param abort drops the client, after a failure that nobody expected
     * @param finished called once, when the client is gone and the session, if any, knows
     */
    FrameDelivery(FrameReader frames, BooleanSupplier flooded, Executor workers, Runnable abort, Runnable finished) {
        this.frames = frames;
        this.flooded = flooded;
        this.workers = workers;
        this.abort = abort;
        this.finished = finished;
    }

    /** Who takes the frames; null before the handshake is done. */
    @Nullable
    Connection session() {
        synchronized (lock) {
            return session;
        }
    }

    /** Makes this thread the one that delivers. False if the client is gone already. */
    boolean start() {
        synchronized (lock) {
            delivering = !gone;
            return delivering;
        }
    }

    /** The handshake is done, {@code @OnOpen} has returned. By the thread that called {@link #start}. */
    NextAction begin(Connection established, FilterChainContext context, ByteBuffer early) {
        synchronized (lock) {
            session = established;
        }
        return outcome(new Batch(context, early), established);
    }

    /** Takes what was read. By the one thread at a time that reads. */
    NextAction read(FilterChainContext context, ByteBuffer bytes) {
        Connection to = session();
        return to != null && start() ? outcome(new Batch(context, bytes), to) : context.getStopAction();
    }

    /** This thread delivers no more. */
    void end() {
        synchronized (lock) {
            if (!gone) {
                delivering = false;
                return;
            }
        }
        endSession();
    }

    void pause() {
        synchronized (lock) {
            paused = true;
        }
    }

    void resume() {
        synchronized (lock) {
            paused = false;
        }
        deliverHeld();
    }

    /** From now on what comes is read and thrown away. */
    void discard() {
        synchronized (lock) {
            discarding = true;
        }
        deliverHeld();
    }

    /** The client is gone. The session is told by a worker, or by the thread that delivers just now. Once only. */
    void gone() {
        synchronized (lock) {
            gone = true;
            held = null;
            if (delivering) {
                return;
            }
        }
        onWorker(this::endSession);
    }

    private NextAction outcome(Batch batch, Connection to) {
        return deliver(batch, to, true)
                ? batch.context().getStopAction()
                : batch.context().getSuspendAction();
    }

    /** False if reading is paused: the rest of the batch is held then, its context suspended. */
    private boolean deliver(Batch batch, Connection to, boolean running) {
        boolean failed = true;
        try {
            while (mayDeliver()) {
                if (hold(batch, running)) {
                    failed = false;
                    return false;
                }
                ByteBuffer frame = frames.next(batch.bytes());
                if (frame == null) {
                    break;
                }
                to.getReadHandler().handle(frame);
                if (flooded.getAsBoolean()) {
                    throw FrameRefused.tooSlow();
                }
            }
            failed = false;
        } catch (FrameRefused e) {
            to.close(new CloseReason(CloseCodes.getCloseCode(e.closeCode()), e.phrase()));
            failed = false;
        } finally {
            if (failed) {
                abort.run();
                end();
            }
        }
        end();
        return true;
    }

    private boolean mayDeliver() {
        synchronized (lock) {
            return !discarding && !gone;
        }
    }

    private boolean hold(Batch batch, boolean running) {
        synchronized (lock) {
            if (!paused || discarding || gone) {
                return false;
            }
            if (running) {
                // Before anybody can see and resume it.
                batch.context().suspend();
            }
            held = batch;
            delivering = false;
            return true;
        }
    }

    private void deliverHeld() {
        Batch batch;
        Connection to;
        synchronized (lock) {
            batch = held;
            to = session;
            if (batch == null || to == null) {
                return;
            }
            held = null;
            delivering = true;
        }
        onWorker(() -> {
            if (deliver(batch, to, false)) {
                batch.context().resume(batch.context().getStopAction());
            }
        });
    }

    private void endSession() {
        Connection over = session();
        try {
            if (over != null) {
                over.close(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
            }
        } finally {
            finished.run();
        }
    }

    private void onWorker(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server has stopped; this thread does it", e);
            task.run();
        }
    }
}
