package io.github.signalbox.endpoint;

import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.session.Transport;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Jakarta WebSocket session as a transport. */
final class SessionTransport implements Transport {

    private static final Logger LOGGER = System.getLogger(SessionTransport.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final @Nullable SocketControl control;
    /** The control, where it takes messages itself. */
    private final @Nullable TextSocket texts;

    private final @Nullable UndertowControl undertow;

    /** Messages that the container has not reported as sent; more than one is never under way. Guarded by this. */
    private int underWay;
    /** Waits for it. Guarded by this. */
    private @Nullable CloseReason closing;

    SessionTransport(Session session, @Nullable SocketControl control) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.control = control;
        this.texts = control instanceof TextSocket socket ? socket : null;
        this.undertow = control instanceof UndertowControl found ? found : null;
    }

    @Override
    public void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
        if (texts != null) {
            texts.send(message, done);
        } else {
            sendByContainer(message, done);
        }
    }

    private void sendByContainer(EncodedMessage message, Consumer<@Nullable Throwable> done) {
        AtomicBoolean told = new AtomicBoolean();
        Gathering known = undertow == null ? null : undertow.gathering();
        Gathering gathering = known != null && known.tryAdd(message.utf8Length()) ? known : null;
        synchronized (this) {
            underWay++;
        }
        try {
            call(() -> remote.sendText(message.text(), result -> {
                if (gathering != null) {
                    gathering.written(message.utf8Length());
                }
                if (told.compareAndSet(false, true)) {
                    sent(result.isOK() ? null : reason(result.getException()), done);
                }
            }));
        } catch (IOException | RuntimeException e) {
            // A session that has closed meanwhile; containers throw what they like.
            if (told.compareAndSet(false, true)) {
                if (gathering != null) {
                    gathering.written(message.utf8Length());
                }
                sent(e, done);
            }
        }
        if (gathering != null && told.compareAndSet(false, true)) {
            // It is behind the others. Should it get lost, so does the connection.
            sent(null, done);
        }
    }

    /** Only where there is no hold on the socket may the container's thread be held, and need this be known. */
    private void call(ContainerCall call) throws IOException {
        if (control == null) {
            ContainerCall.make(call);
        } else {
            call.run();
        }
    }

    private void sent(@Nullable Throwable failure, Consumer<@Nullable Throwable> done) {
        CloseReason reason;
        synchronized (this) {
            underWay--;
            reason = closing;
            closing = null;
        }
        done.accept(failure);
        if (reason != null) {
            close(reason);
        }
    }

    @Override
    public void gather() {
        if (texts != null) {
            texts.gather();
        }
    }

    @Override
    public void flushSoon() {
        if (texts != null) {
            texts.flushSoon();
        }
    }

    @Override
    public void push() {
        if (texts != null) {
            texts.push();
        }
    }

    @Override
    public void flush() {
        if (texts != null) {
            texts.flush();
        }
    }

    @Override
    public long taken() {
        return texts == null ? 0 : texts.taken();
    }

    @Override
    public void ping() {
        try {
            call(() -> remote.sendPing(ByteBuffer.allocate(0)));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A ping could not be sent; the missing pong will tell", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>GlassFish and Payara cut a message that is under way, and then the client cannot read the close code behind it. So
     * the message comes first wherever there is no hold on the socket; a client that never reads it is dropped anyway.
     */
    @Override
    public void close(int closeCode, String reason) {
        CloseReason whole = new CloseReason(CloseReason.CloseCodes.getCloseCode(closeCode), reason);
        synchronized (this) {
            if (control == null && underWay > 0) {
                closing = whole;
                return;
            }
        }
        close(whole);
    }

    private void close(CloseReason reason) {
        try {
            if (undertow != null) {
                undertow.closeSession(reason);
            } else {
                call(() -> session.close(reason));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A session could not be closed; the sweep will find it gone", e);
        }
    }

    @Override
    public void abort() {
        if (control != null) {
            control.abort();
            return;
        }
        try {
            // No container but those above lets go of a socket at once. All of them drop a session that idles.
            session.setMaxIdleTimeout(1);
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A session was closed before it could be dropped", e);
        }
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public boolean pauseReading() {
        if (control == null) {
            return false;
        }
        control.pauseReading();
        return true;
    }

    @Override
    public void resumeReading() {
        if (control != null) {
            control.resumeReading();
        }
    }

    private static Throwable reason(@Nullable Throwable given) {
        return given == null ? new IOException("The container gave no reason") : given;
    }
}
