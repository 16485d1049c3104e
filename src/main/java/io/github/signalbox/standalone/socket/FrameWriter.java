package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Hands Tyrus' frames to Grizzly's queue of writes. Never blocks, and reports the outcome of every write exactly once.
 *
 * <p>Tyrus' own {@code GrizzlyWriter} keeps a second queue in front of Grizzly's for a client that does not read, and forgets
 * it when the client goes away: no handler of what waits there is ever called. Here whatever is unreported when the
 * connection goes is failed by {@link #failPending}, whether Grizzly reports it or not.
 */
final class FrameWriter extends Writer {

    /** Tyrus answers every ping by itself, so nobody else counts these. A client that reads never comes near. */
    private static final int MOST_PONGS = 1000;

    private static final int OPCODE = 0x0f;
    private static final int CLOSE = 0x08;
    private static final int PONG = 0x0a;

    private final NIOConnection connection;
    private final Runnable onClose;
    private final Set<Write> pending = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pongs = new AtomicInteger();
    private final Object lock = new Object();
    /** Threads that are handing over a frame of data. Guarded by lock. */
    private int writing;
    /** What must come behind them: the close frame, and the end of the connection. Guarded by lock. */
    private final Deque<Runnable> afterwards = new ArrayDeque<>(0);

    private boolean closed;

    /** @param onClose called when Tyrus has written its last frame, perhaps more than once */
    FrameWriter(NIOConnection connection, Runnable onClose) {
        this.connection = connection;
        this.onClose = onClose;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Answers of handlers and Tyrus' close frame come from different threads, and no data may follow that frame (RFC 6455
     * section 5.5.1): what does is dropped, as if the client had read it.
     */
    @Override
    public void write(ByteBuffer bytes, CompletionHandler<ByteBuffer> handler) {
        Write write = new Write(bytes, handler);
        if (write.opcode == CLOSE) {
            synchronized (lock) {
                closed = true;
            }
            pending.add(write);
            afterData(() -> enqueue(write));
        } else if (write.opcode > CLOSE) {
            enqueue(write);
        } else if (beginData()) {
            try {
                enqueue(write);
            } finally {
                endData();
            }
        } else {
            handler.completed(bytes);
        }
    }

    private boolean beginData() {
        synchronized (lock) {
            writing += closed ? 0 : 1;
            return !closed;
        }
    }

    private void endData() {
        for (Runnable next = nextAfterData(); next != null; next = nextAfterData()) {
            next.run();
        }
    }

    /** Until it is null, whoever asks still counts as writing, so that nobody else gets in between. */
    private @Nullable Runnable nextAfterData() {
        synchronized (lock) {
            Runnable next = writing == 1 ? afterwards.poll() : null;
            writing -= next == null ? 1 : 0;
            return next;
        }
    }

    private void afterData(Runnable action) {
        synchronized (lock) {
            if (writing > 0) {
                afterwards.add(action);
                return;
            }
        }
        action.run();
    }

    private void enqueue(Write write) {
        pending.add(write);
        if (write.opcode == PONG) {
            pongs.incrementAndGet();
        }
        // After the add: either this sees the end of the connection, or failPending sees the write.
        if (!connection.isOpen()) {
            write.failed(gone());
            return;
        }
        Buffer buffer = Buffers.wrap(connection.getMemoryManager(), write.bytes);
        queue().write(connection, null, buffer, write);
    }

    @Override
    public void close() {
        afterData(onClose);
    }

    /** Whether the client sends pings and does not read the answers. */
    boolean isFullOfPongs() {
        return pongs.get() > MOST_PONGS;
    }

    /** Runs something once all that was written before is out; never if the connection goes first. */
    void afterAll(Runnable action) {
        queue().write(connection, null, Buffers.EMPTY_BUFFER, new EmptyCompletionHandler<>() {
            @Override
            public void completed(WriteResult<WritableMessage, SocketAddress> result) {
                action.run();
            }
        });
    }

    private AsyncQueueWriter<SocketAddress> queue() {
        return ((TCPNIOTransport) connection.getTransport()).getAsyncQueueIO().getWriter();
    }

    /** Fails every write whose outcome is open. For when the connection is gone. */
    void failPending() {
        for (Write write : pending) {
            write.failed(gone());
        }
    }

    private static IOException gone() {
        return new IOException("The connection is closed");
    }

    private final class Write
            implements org.glassfish.grizzly.CompletionHandler<WriteResult<WritableMessage, SocketAddress>> {

        private final ByteBuffer bytes;
        private final CompletionHandler<ByteBuffer> handler;
        private final int opcode;
        private final AtomicBoolean reported = new AtomicBoolean();

        Write(ByteBuffer bytes, CompletionHandler<ByteBuffer> handler) {
            this.bytes = bytes;
            this.handler = handler;
            this.opcode = bytes.get(bytes.position()) & OPCODE;
        }

        @Override
        public void completed(WriteResult<WritableMessage, SocketAddress> result) {
            if (report()) {
                handler.completed(bytes);
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (report()) {
                handler.failed(cause);
            }
        }

        @Override
        public void cancelled() {
            failed(gone());
        }

        @Override
        public void updated(WriteResult<WritableMessage, SocketAddress> result) {
            // Progress within one frame interests nobody.
        }

        private boolean report() {
            pending.remove(this);
            boolean first = reported.compareAndSet(false, true);
            if (first && opcode == PONG) {
                pongs.decrementAndGet();
            }
            return first;
        }
    }
}
