package io.github.signalbox.endpoint;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is called of Undertow to read its frames.
 *
 * <p>By reflection: the classes belong to the server, and the library must run without them.
 */
final class UndertowFrames {

    private static final String CORE = "io.undertow.websockets.core.";
    private static final String CHANNEL = "getWebSocketChannel";

    /** The same for all sessions of a server; looked up once, because each look-up makes new objects. */
    private static volatile @Nullable UndertowFrames known;

    private final Class<?> channelType;
    private final Class<?> listenerType;
    private final Method receiveSetter;
    private final Method set;
    private final Method get;
    private final Method receive;
    private final Method type;
    private final Method read;
    private final Method readSetter;
    private final Method resumeReads;
    private final Method close;
    private final Method endpointMethod;
    private final Method executor;
    private final Method onError;
    private final Object text;
    /** What Undertow's own listener does with a frame, by its type. */
    private final Map<Object, Method> others = new HashMap<>();

    private UndertowFrames(Session session, Object channel) throws ReflectiveOperationException {
        ClassLoader core = channel.getClass().getClassLoader();
        Class<?> frame = Class.forName(CORE + "StreamSourceFrameChannel", false, core);
        Class<?> owner = Class.forName(CORE + "AbstractReceiveListener", false, core);
        Class<?> webSocket = Class.forName(CORE + "WebSocketChannel", false, core);
        channelType = channel.getClass();
        receiveSetter = webSocket.getMethod("getReceiveSetter");
        Object setter = receiveSetter.invoke(channel);
        get = setter.getClass().getMethod("get");
        if (!owner.isInstance(get.invoke(setter))) {
            throw new NoSuchMethodException("Undertow's listener is no " + owner.getName());
        }
        listenerType = owner.getInterfaces()[0];
        set = setter.getClass().getMethod("set", listenerType);
        receive = webSocket.getMethod("receive");
        type = frame.getMethod("getType");
        read = frame.getMethod("read", ByteBuffer.class);
        readSetter = frame.getMethod("getReadSetter");
        resumeReads = frame.getMethod("resumeReads");
        close = frame.getMethod("close");
        endpointMethod =
                session.getContainer().getClass().getMethod("invokeEndpointMethod", Executor.class, Runnable.class);
        executor = session.getClass().getMethod("getExecutor");
        onError = own(owner, "onError", webSocket, Throwable.class);
        Object found = null;
        for (Object each : type.getReturnType().getEnumConstants()) {
            switch (each.toString()) {
                case "TEXT" -> found = each;
                case "BINARY" -> others.put(each, own(owner, "onBinary", webSocket, frame));
                case "PING" -> others.put(each, own(owner, "onPing", webSocket, frame));
                case "PONG" -> others.put(each, own(owner, "onPong", webSocket, frame));
                case "CLOSE" -> others.put(each, own(owner, "onClose", webSocket, frame));
                default -> {}
            }
        }
        if (found == null || others.size() != 4) {
            throw new NoSuchMethodException("Undertow's frames have other types");
        }
        text = found;
    }

    private static Method own(Class<?> owner, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** Whether a session is Undertow's, however that is built. */
    static boolean areBelow(Session session) {
        return session.getClass().getName().startsWith("io.undertow.")
                || Stream.of(session.getClass().getMethods())
                        .anyMatch(method -> method.getName().equals(CHANNEL));
    }

    /**
     * What is below a session of Undertow.
     *
     * @throws ReflectiveOperationException if this Undertow is built otherwise
     */
    static UndertowFrames of(Session session) throws ReflectiveOperationException {
        Object channel = channel(session);
        UndertowFrames before = known;
        if (before != null && before.channelType == channel.getClass()) {
            return before;
        }
        UndertowFrames found = new UndertowFrames(session, channel);
        known = found;
        return found;
    }

    /** The channel below a session. */
    static Object channel(Session session) throws ReflectiveOperationException {
        return session.getClass().getMethod(CHANNEL).invoke(session);
    }

    /** What Undertow does with the frames of a channel. */
    Object listener(Object channel) throws IOException {
        return call(get, call(receiveSetter, channel));
    }

    /** Does something else with the frames of a channel. */
    void listen(Object channel, Consumer<Object> listener) throws IOException {
        call(set, call(receiveSetter, channel), proxy(listener));
    }

    /** The next frame that has come, if there is one. */
    @Nullable
    Object receive(Object channel) throws IOException {
        return call(receive, channel);
    }

    /** Whether it begins a text message. */
    boolean isText(Object frame) throws IOException {
        return call(type, frame) == text;
    }

    /** Has Undertow's listener take a frame that is no text. */
    void passOn(Object listener, Object channel, Object frame) throws IOException {
        Method method = others.get(call(type, frame));
        if (method != null) {
            call(method, listener, channel, frame);
        }
    }

    /** Tells Undertow's listener that a channel cannot be read. */
    void fail(Object listener, Object channel, IOException failure) {
        try {
            call(onError, listener, channel, failure);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many bytes of a message were read, 0 if no more have come yet, -1 after the last. */
    int read(Object frame, ByteBuffer into) throws IOException {
        return (int) call(read, frame, into);
    }

    /** Calls when more of a message has come. */
    void whenMoreHasCome(Object frame, Consumer<Object> listener) throws IOException {
        call(set, call(readSetter, frame), proxy(listener));
        call(resumeReads, frame);
    }

    /** Reads no more of a message. */
    void close(Object frame) throws IOException {
        call(close, frame);
    }

    /** Runs something as Undertow runs an endpoint's methods: where, in what order, and with what the server sets up for them. */
    void asEndpoint(Session session, Runnable action) throws IOException {
        call(endpointMethod, session.getContainer(), call(executor, session), action);
    }

    private Object proxy(Consumer<Object> listener) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> listener.toString();
            default -> {
                listener.accept(arguments[0]);
                yield null;
            }
        };
        return Proxy.newProxyInstance(listenerType.getClassLoader(), new Class<?>[] {listenerType}, handler);
    }

    @SuppressWarnings("NullAway") // What is not there is not asked for, except by receive.
    private static Object call(Method method, Object target, Object... arguments) throws IOException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
