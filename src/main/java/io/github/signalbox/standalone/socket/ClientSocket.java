package io.github.signalbox.standalone.socket;

import io.github.signalbox.codec.EncodedMessage;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.tyrus.spi.Connection;
import org.jspecify.annotations.Nullable;

/** One TCP connection from accept to its end: plain HTTP at first, frames for Tyrus after {@link #upgraded}. */
final class ClientSocket implements ClientControl {

    private static final System.Logger LOG = System.getLogger(ClientSocket.class.getName());

    private final NIOConnection connection;
    private final ScheduledExecutorService timer;
    private final LateFlush late;
    private final SocketLimits limits;
    private final FrameReader frames;
    private final FrameDelivery delivery;
    private final FrameWriter writer;
    private final Future<?> patience;
    private final AtomicBoolean lingering = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Object lock = new Object();
    private @Nullable Future<?> farewell;
    private final List<Runnable> goneCallbacks = new ArrayList<>();
    private boolean gone;

    /**
     * A connection that was just accepted.
     *
     * @param workers tell sessions of their end
     * @param late sends what busy threads have gathered
     * @param tls null if nothing is encrypted
     * @param finished called once, when TCP connection and session are both over
     */
    ClientSocket(
            NIOConnection connection,
            Executor workers,
            ScheduledExecutorService timer,
            LateFlush late,
            SocketLimits limits,
            @Nullable Tls tls,
            Consumer<ClientSocket> finished) {
        this.connection = connection;
        this.timer = timer;
        this.late = late;
        this.limits = limits;
        this.frames = new FrameReader(limits.maxMessageSize());
        SocketWriter socket = new SocketWriter(connection);
        this.writer = new FrameWriter(tls == null ? socket : new SecureWriter(socket, tls), this::onClose);
        this.delivery = new FrameDelivery(
                frames,
                writer::isFullOfPongs,
                new SocketReader(connection, tls, writer::flush),
                workers,
                this::abort,
                () -> finished.accept(this));
        this.patience = timer.schedule(this::abort, limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on the end of the TCP connection is noticed. Apart from the constructor, for it may be noticed at once. */
    void watch() {
        connection.addCloseListener((CloseListener<Closeable, CloseType>) (closed, type) -> gone());
    }

    FrameWriter writer() {
        return writer;
    }

    /** Begins a handshake on this thread. False if the client is gone already, so that there is nothing to upgrade. */
    boolean startUpgrade() {
        return delivery.start();
    }

    /** The handshake came to nothing. */
    void notUpgraded() {
        delivery.end();
    }

    /**
     * The handshake is done and {@code @OnOpen} has returned.
     *
     * @param session what takes the frames
     * @param early bytes that the client sent along with its request
     */
    void upgraded(Connection session, ByteBuffer early) {
        patience.cancel(false);
        // Grizzly would keep the request for as long as the connection lives: 7 KiB.
        connection.getAttributes().clear();
        connection.setProcessor(new FrameProcessor(this));
        delivery.begin(session, early);
    }

    /** An upgraded connection has something to read. */
    void read() {
        delivery.readable();
    }

    @Override
    public void receiveTexts(Consumer<String> receiver) {
        delivery.receiveTexts(receiver);
    }

    @Override
    public void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
        writer.send(message, done);
    }

    @Override
    public void gather() {
        if (Batch.current() == null) {
            Batch.begin(writer);
        }
    }

    @Override
    public void flushSoon() {
        Batch batch = Batch.current();
        if (batch != null) {
            batch.flushSoon(late);
        }
    }

    @Override
    public void push() {
        Batch batch = Batch.current();
        if (batch != null && !batch.isReading()) {
            writer.flush();
        }
    }

    @Override
    public void flush() {
        Batch batch = Batch.current();
        if (batch != null && !batch.isReading()) {
            batch.end();
        }
    }

    @Override
    public long taken() {
        return writer.taken();
    }

    @Override
    public void pauseReading() {
        delivery.pause();
    }

    @Override
    public void resumeReading() {
        delivery.resume();
    }

    @Override
    public void abort() {
        try {
            // Without it the kernel would go on offering what is queued to a client that does not read.
            ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "The connection is closed already", e);
        }
        connection.terminateSilently();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void onGone(Runnable callback) {
        synchronized (lock) {
            if (!gone) {
                goneCallbacks.add(callback);
                return;
            }
        }
        callback.run();
    }

    /** For the end of the server: what is no session is dropped, a session that is left is closed with 1001. */
    void shutDown() {
        Connection session = delivery.session();
        if (session == null) {
            connection.closeSilently();
        } else {
            session.close(new CloseReason(CloseCodes.GOING_AWAY, "Server stopping"));
        }
    }

    /** Called by the thread that closed the connection or noticed; it may hold locks of Grizzly, Tyrus or the application. */
    private void gone() {
        List<Runnable> callbacks;
        synchronized (lock) {
            if (gone) {
                return;
            }
            gone = true;
            callbacks = List.copyOf(goneCallbacks);
            goneCallbacks.clear();
            if (farewell != null) {
                farewell.cancel(false);
            }
        }
        patience.cancel(false);
        delivery.gone();
        writer.failPending();
        for (Runnable callback : callbacks) {
            try {
                callback.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A callback for the end of a connection failed", e);
            }
        }
    }

    /**
     * Tyrus has written its last frame. The TCP connection is kept for a little while: closed with bytes unread, the kernel
     * would send a reset, which may overtake the close frame.
     */
    private void startClosing() {
        if (!connection.isOpen() || !closing.compareAndSet(false, true)) {
            return;
        }
        if (frames.closeSeen()) {
            writer.afterAll(connection::terminateSilently);
        } else {
            writer.afterAll(this::closeOutput);
        }
        delivery.discard();
    }

    /** Tyrus closes the connection. It ends, even if the close frame never comes. */
    private void onClose(boolean withLastFrame) {
        if (withLastFrame) {
            startClosing();
        }
        if (connection.isOpen() && lingering.compareAndSet(false, true)) {
            end(limits.linger(), this::stopLingering);
        }
    }

    private void closeOutput() {
        try {
            ((SocketChannel) connection.getChannel()).shutdownOutput();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "The client was faster", e);
            connection.terminateSilently();
        }
    }

    private void stopLingering() {
        if (writer.isEmpty()) {
            connection.terminateSilently();
        } else {
            // A client that reads slowly may still come to its close frame, which tells it why.
            end(limits.catchUp(), this::abort);
        }
    }

    /** Unless it has ended by then. The timer would keep all of a connection that is gone. */
    private void end(Duration later, Runnable how) {
        synchronized (lock) {
            if (!gone) {
                farewell = timer.schedule(how, later.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
