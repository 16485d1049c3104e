package io.github.signalbox.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The channel below a session of Undertow (WildFly), which can be paused and dropped.
 *
 * <p>By reflection: the classes belong to the server, and the library must run without them.
 */
final class UndertowControl implements SocketControl {

    private static final Logger LOGGER = System.getLogger(UndertowControl.class.getName());

    private interface Action {

        void run() throws IOException;
    }

    private final Session session;
    private final Closeable channel;
    private final Method suspend;
    private final Method resume;
    private final @Nullable Gathering gathering;

    private UndertowControl(Session session, Closeable channel, @Nullable Gathering gathering)
            throws NoSuchMethodException {
        this.session = session;
        this.gathering = gathering;
        this.channel = channel;
        this.suspend = channel.getClass().getMethod("suspendReceives");
        this.resume = channel.getClass().getMethod("resumeReceives");
    }

    /** Null if the session is not Undertow's. */
    static @Nullable UndertowControl of(Session session) {
        try {
            Object channel = session.getClass().getMethod("getWebSocketChannel").invoke(session);
            return channel instanceof Closeable closeable
                    ? new UndertowControl(session, closeable, gathering(session, channel))
                    : null;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    private static @Nullable Gathering gathering(Session session, Object channel) {
        try {
            Object reader = channel.getClass().getMethod("getIoThread").invoke(channel);
            return reader instanceof Thread thread && reader instanceof Executor tasks
                    ? new Gathering(session.getAsyncRemote(), thread, tasks)
                    : null;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    /** What is answered at once; null if the thread that reads is not known. */
    @Nullable
    Gathering gathering() {
        return gathering;
    }

    /** Begins the closing handshake. */
    void closeSession(CloseReason reason) throws IOException {
        outside(() -> session.close(reason));
    }

    /** Undertow may start a thread for what it is told, which keeps the class loader that it begins with: not the application's. */
    private void outside(Action action) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(session.getClass().getClassLoader());
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    @Override
    public void pauseReading() {
        call(suspend);
    }

    @Override
    public void resumeReading() {
        call(resume);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The session as well as the channel: one whose client has reset while it was being opened does not hear of its
     * channel's end, and would stay among the open ones for good.
     */
    @Override
    public void abort() {
        try {
            outside(() -> {
                try (session) {
                    channel.close();
                }
            });
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A channel was gone before it could be dropped", e);
        }
    }

    private void call(Method method) {
        try {
            method.invoke(channel);
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOGGER.log(Level.DEBUG, "A channel was gone before it could be paused or resumed", e);
        }
    }
}
