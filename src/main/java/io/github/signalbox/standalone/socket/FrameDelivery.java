package io.github.signalbox.standalone.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final System.Logger LOG = System.getLogger(FrameDelivery.class.getName());

    private final FrameReader frames;
    private final BooleanSupplier flooded;
    private final SocketReader socket;
    private final Executor workers;
    private final Runnable abort;
    private final Runnable finished;
    /** Takes whole text messages; only for the thread that delivers. */
    private @Nullable Consumer<String> receiver;

    private final Object lock = new Object();
    // Guarded by lock:
    /** What was read before reading was paused; while there is any, even nothing, the selector does not read. */
    private @Nullable ByteBuffer held;

    private @Nullable Connection session;
    private boolean delivering;
    private boolean paused;
    private boolean discarding;
    private boolean gone;

    /**
     * Delivers nothing before {@link #start}.
     *
     * @param flooded whether the client causes more answers than it reads
     * @param socket where the bytes come from
     * @param workers tell the session of its end
     * @param abort drops the client, after a failure that nobody expected
     * @param finished called once, when the client is gone and the session, if any, knows
     */
    FrameDelivery(
            FrameReader frames,
            BooleanSupplier flooded,
            SocketReader socket,
            Executor workers,
            Runnable abort,
            Runnable finished) {
        this.frames = frames;
        this.flooded = flooded;
        this.socket = socket;
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

    /** Has whole text messages brought here instead of to the session. By the thread that called {@link #start}. */
    void receiveTexts(Consumer<String> texts) {
        receiver = texts;
    }

    /** The handshake is done, {@code @OnOpen} has returned. By the thread that called {@link #start}, which is the selector's. */
    void begin(Connection established, ByteBuffer early) {
        synchronized (lock) {
            session = established;
        }
        deliver(early, established);
    }

    /** There is something to read. By the selector's thread. */
    void readable() {
        if (isHolding()) {
            // Grizzly reads on when a page is done, whatever came behind it. That comes first, and then reading starts
            // again.
            socket.stopReading();
            return;
        }
        Connection to = session();
        if (to == null || !start() || hold(NOTHING)) {
            return;
        }
        ByteBuffer bytes = read();
        if (bytes == null) {
            end();
        } else {
            deliver(bytes, to);
        }
    }

    private @Nullable ByteBuffer read() {
        boolean failed = true;
        try {
            ByteBuffer bytes = socket.read();
            failed = false;
            return bytes;
        } finally {
            if (failed) {
                abort.run();
                end();
            }
        }
    }

    private boolean isHolding() {
        synchronized (lock) {
            return held != null;
        }
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

    /** Delivers what was read, or holds the rest of it if reading is paused. By the selector's thread. */
    private void deliver(ByteBuffer bytes, Connection to) {
        Batch batch = Batch.begin(null);
        boolean failed = true;
        try {
            while (mayDeliver()) {
                if (hold(bytes)) {
                    failed = false;
                    return;
                }
                ByteBuffer frame = frames.next(bytes);
                if (frame == null) {
                    break;
                }
                deliverFrame(frame, to);
                if (flooded.getAsBoolean()) {
                    throw FrameRefused.tooSlow();
                }
                batch.flushIfOld();
            }
            failed = false;
        } catch (FrameRefused e) {
            to.close(new CloseReason(CloseCodes.getCloseCode(e.closeCode()), e.phrase()));
            failed = false;
        } finally {
            batch.end();
            if (failed) {
                abort.run();
                end();
            }
        }
        end();
        if (socket.hasEnded()) {
            // There is no end of the stream to be read as on a connection that is not encrypted.
            socket.onSelector(this::readable);
        }
    }

    private void deliverFrame(ByteBuffer frame, Connection to) {
        Consumer<String> texts = receiver;
        String text = texts != null && frames.isWholeText() ? TextFrame.text(frame) : null;
        if (texts == null || text == null) {
            to.getReadHandler().handle(frame);
        } else {
            texts.accept(text);
        }
    }

    private boolean mayDeliver() {
        synchronized (lock) {
            return !discarding && !gone;
        }
    }

    private boolean hold(ByteBuffer bytes) {
        synchronized (lock) {
            if (!paused || discarding || gone) {
                return false;
            }
            // A copy: the memory is the selector's, for all its connections.
            held = bytes.hasRemaining()
                    ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()
                    : NOTHING;
            delivering = false;
        }
        socket.stopReading();
        return true;
    }

    private void deliverHeld() {
        synchronized (lock) {
            if (held == null) {
                return;
            }
        }
        // Until the selector comes to it, it stays where what is read behind it finds it.
        socket.onSelector(() -> {
            ByteBuffer bytes;
            Connection to;
            synchronized (lock) {
                bytes = held;
                to = session;
                if (bytes == null || to == null) {
                    return;
                }
                held = null;
                delivering = true;
            }
            socket.startReading();
            deliver(bytes, to);
        });
    }

    private void endSession() {
        Connection over = session();
        // Nobody delivers any more. An idle selector remembers the socket that it served last, which is not to keep the
        // connection.
        receiver = null;
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
