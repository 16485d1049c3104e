package io.github.signalbox.endpoint;

import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The channel below a session of Undertow (WildFly), which can be paused and dropped.
 *
 * <p>By reflection: the classes belong to the server, and the library must run without them.
 */
final class UndertowControl implements SocketControl {

    private static final Logger LOGGER = System.getLogger(UndertowControl.class.getName());

    private final Closeable channel;
    private final Method suspend;
    private final Method resume;

    private UndertowControl(Closeable channel) throws NoSuchMethodException {
        this.channel = channel;
        this.suspend = channel.getClass().getMethod("suspendReceives");
        this.resume = channel.getClass().getMethod("resumeReceives");
    }

    /** Null if the session is not Undertow's. */
    static @Nullable SocketControl of(Session session) {
        try {
            Object channel = session.getClass().getMethod("getWebSocketChannel").invoke(session);
            return channel instanceof Closeable closeable ? new UndertowControl(closeable) : null;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
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

    @Override
    public void abort() {
        try {
            channel.close();
        } catch (IOException e) {
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
