package io.github.signalbox.standalone.socket;

import io.github.signalbox.codec.EncodedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * What one client is sent, in the order in which it was given here: messages, and what Tyrus writes. Never blocks, and reports the
 * outcome of every write exactly once.
 *
 * <p>Thread-safe. The socket does not block, so it is written to with the lock held, which keeps the order; handlers are called
 * without it.
 */
final class FrameWriter extends Writer {

    private static final System.Logger LOG = System.getLogger(FrameWriter.class.getName());

    /** Tyrus answers every ping by itself, so nobody else counts these. A client that reads never comes near. */
    private static final int MOST_PONGS = 1000;

    /** A message is reported as sent while no more than this waits: as much again as nothing beside what the kernel keeps. */
    private static final int WINDOW = 32 * 1024;
    /** So much is not gathered but sent. */
    private static final int MUCH = 64 * 1024;

    private static final int OPCODE = 0x0f;
    private static final int CLOSE = 0x08;
    private static final int PONG = 0x0a;

    private final FrameSocket socket;
    private final Consumer<Boolean> onClose;
    private final Object lock = new Object();
    // Guarded by lock:
    private final FrameQueue queue = new FrameQueue();
    /** What is to be told, in order, by one thread at a time. */
    private final Deque<Runnable> reports = new ArrayDeque<>(0);
    /** Waits until all is out. */
    private @Nullable Runnable afterAll;

    private @Nullable Batch batch;
    /** The socket takes no more just now, or does not belong to this yet. */
    private boolean waiting = true;

    private boolean reporting;
    /** Its close frame is here. */
    private boolean closed;
    /** Tyrus has closed it before. */
    private boolean closing;

    private boolean gone;

    /**
     * A writer for one connection.
     *
     * @param onClose told when Tyrus closes the connection whether its last frame is here, and again when that comes; perhaps more often
     */
    FrameWriter(FrameSocket socket, Consumer<Boolean> onClose) {
        this.socket = socket;
        this.onClose = onClose;
    }

    /** The handshake's answer is out; frames may follow. */
    void begin() {
        writable();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Answers of handlers and Tyrus' close frame come from different threads, and no data may follow that frame (RFC 6455
     * section 5.5.1): what does is dropped, as if the client had read it.
     */
    @Override
    public void write(ByteBuffer bytes, CompletionHandler<ByteBuffer> handler) {
        int opcode = bytes.get(bytes.position()) & OPCODE;
        boolean now;
        synchronized (lock) {
            if (gone) {
                reports.add(() -> handler.failed(goneException()));
                now = true;
            } else if (closed && opcode < CLOSE) {
                reports.add(() -> handler.completed(bytes));
                now = true;
            } else {
                closed |= opcode == CLOSE;
                if (closing && opcode == CLOSE) {
                    reports.add(() -> onClose.accept(true));
                }
                queue.add(bytes.duplicate(), opcode == PONG, failure -> written(bytes, handler, failure));
                now = isForNow();
            }
        }
        if (now) {
            flush();
        }
    }

    /** Called with a report's turn, without the lock. */
    private static void written(ByteBuffer bytes, CompletionHandler<ByteBuffer> handler, @Nullable Throwable failure) {
        if (failure == null) {
            handler.completed(bytes);
        } else {
            handler.failed(failure);
        }
    }

    /**
     * Sends a text message.
     *
     * @param done told at once if little waits, since then the message is as good as out: should the socket fail after all, that ends
     *     the connection
     */
    void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
        boolean now;
        boolean taken;
        Throwable failure = null;
        synchronized (lock) {
            if (gone || closed) {
                failure = gone ? goneException() : null;
                taken = true;
                now = false;
            } else {
                queue.addText(message);
                taken = queue.size() <= WINDOW;
                if (!taken) {
                    queue.whenWritten(done);
                }
                now = isForNow();
            }
        }
        if (now) {
            flush();
        }
        if (taken) {
            done.accept(failure);
        }
    }

    /** Whether what was added is to be sent at once, rather than with the rest of this thread's batch. */
    private boolean isForNow() {
        Batch current = Batch.current();
        if (current == null || !current.isFor(this) || queue.size() > MUCH) {
            return true;
        }
        if (batch != current) {
            batch = current;
            current.add(this);
        }
        return false;
    }

    /** Sends what waits, if the socket takes it. */
    void flush() {
        IOException failure = null;
        boolean full = false;
        synchronized (lock) {
            batch = null;
            // On one that is being closed nothing is written any more; failPending comes, or has come.
            if (!waiting && socket.isOpen()) {
                try {
                    full = !writeAll();
                    waiting = full;
                } catch (IOException e) {
                    failure = e;
                }
            }
            reportTheEnd();
        }
        if (failure != null) {
            socket.fail(failure);
        } else if (full) {
            socket.awaitWritable();
        }
        report();
    }

    /** With the lock held; false if the socket does not take all. */
    private boolean writeAll() throws IOException {
        if (!queue.writeTo(socket, reports)) {
            return false;
        }
        if (afterAll != null) {
            socket.finish();
        }
        return socket.drain();
    }

    /** The socket takes more again. By the selector's thread. */
    void writable() {
        boolean idle;
        synchronized (lock) {
            waiting = false;
        }
        flush();
        synchronized (lock) {
            idle = !waiting;
        }
        if (idle) {
            socket.stopAwaiting();
        }
    }

    private void reportTheEnd() {
        if (afterAll != null && !waiting && queue.isEmpty()) {
            reports.add(afterAll);
            afterAll = null;
        }
    }

    /** By one thread at a time: what is told may write more, of which the outcome is told next and not inside. */
    private void report() {
        for (Runnable next = nextReport(false); next != null; next = nextReport(true)) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "Who wrote a message failed when told of it", e);
            }
        }
    }

    private @Nullable Runnable nextReport(boolean mine) {
        synchronized (lock) {
            if (reporting && !mine) {
                return null;
            }
            Runnable next = reports.poll();
            reporting = next != null;
            return next;
        }
    }

    /** Perhaps before its close frame: a ping that Tyrus reads while another thread closes the session ends in this. */
    @Override
    public void close() {
        boolean last;
        synchronized (lock) {
            closing = true;
            last = closed;
        }
        onClose.accept(last);
    }

    /** Whether the client sends pings and does not read the answers. */
    boolean isFullOfPongs() {
        synchronized (lock) {
            if (queue.pongs() <= MOST_PONGS) {
                return false;
            }
        }
        flush();
        synchronized (lock) {
            return queue.pongs() > MOST_PONGS;
        }
    }

    /** How many bytes the socket has taken, so far. */
    long taken() {
        synchronized (lock) {
            return queue.written();
        }
    }

    /** Whether nothing waits to be sent. */
    boolean isEmpty() {
        synchronized (lock) {
            return queue.isEmpty() && socket.isDrained();
        }
    }

    /** Runs something once all that was written before is out; never if the connection goes first. For one caller. */
    void afterAll(Runnable action) {
        synchronized (lock) {
            afterAll = action;
        }
        flush();
    }

    /** Fails every write whose outcome is open. For when the connection is gone. */
    void failPending() {
        synchronized (lock) {
            gone = true;
            afterAll = null;
            if (!queue.isEmpty()) {
                // Its stack trace is a hundredth of what a short connection costs.
                queue.fail(goneException(), reports);
            }
        }
        report();
    }

    private static IOException goneException() {
        return new IOException("The connection is closed");
    }
}
