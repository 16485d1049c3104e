package io.github.signalbox.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session that writes down what is asked of it, and fails if told to. */
final class FakeSession {

    final List<String> calls = new ArrayList<>();
    final Map<String, Object> properties = new HashMap<>();
    private final RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
        fail();
        return switch (method.getName()) {
            case "sendText" -> sendText((String) arguments[0], (SendHandler) arguments[1]);
            case "sendPing" -> ping();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    });
    final Session session = proxy(Session.class, (proxy, method, arguments) -> {
        switch (method.getName()) {
            case "getAsyncRemote" -> {
                return remote;
            }
            case "isOpen" -> {
                return true;
            }
            case "getUserProperties" -> {
                return properties;
            }
            default -> fail();
        }
        if (method.getName().equals("close")) {
            CloseReason reason = (CloseReason) arguments[0];
            calls.add("close " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        } else {
            calls.add(method.getName() + " " + arguments[0]);
        }
        return null;
    });

    private @Nullable Throwable failure;
    private @Nullable SendHandler handler;

    void failWith(Throwable thrown) {
        failure = thrown;
    }

    SendHandler handler() {
        return Objects.requireNonNull(handler);
    }

    private @Nullable Object sendText(String text, SendHandler whenDone) {
        calls.add("text " + text);
        handler = whenDone;
        return null;
    }

    private @Nullable Object ping() {
        calls.add("ping");
        return null;
    }

    private void fail() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeSession.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
