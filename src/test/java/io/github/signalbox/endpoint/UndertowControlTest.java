package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class UndertowControlTest {

    /** What Undertow's session has beyond the specification. */
    public interface ChannelSession extends Session {

        Channel getWebSocketChannel();
    }

    /** What is used of Undertow's channel. */
    public static final class Channel implements Closeable {

        private final List<String> calls;
        private final boolean isGone;
        private final IoThread reader = new IoThread();

        Channel(List<String> calls, boolean isGone) {
            this.calls = calls;
            this.isGone = isGone;
        }

        public IoThread getIoThread() {
            return reader;
        }

        public void suspendReceives() {
            calls.add("suspend");
        }

        public void resumeReceives() {
            calls.add("resume");
        }

        @Override
        public void close() throws IOException {
            calls.add("close channel");
            if (isGone) {
                throw new IOException("gone");
            }
        }
    }

    /** As XNIO's: a thread that takes tasks. */
    public static final class IoThread extends Thread implements Executor {

        @Override
        public void execute(Runnable task) {
            throw new UnsupportedOperationException();
        }
    }

    private final List<String> calls = new ArrayList<>();

    private SocketControl control(boolean isGone) {
        Object session = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ChannelSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getWebSocketChannel")) {
                        return new Channel(calls, isGone);
                    }
                    if (method.getName().equals("getAsyncRemote")) {
                        return new FakeSession().session.getAsyncRemote();
                    }
                    calls.add(method.getName() + " session");
                    return null;
                });
        return Objects.requireNonNull(UndertowControl.of((Session) session));
    }

    @Test
    void pausesAndResumesTheChannel() {
        SocketControl control = control(false);

        control.pauseReading();
        control.resumeReading();

        assertThat(calls).containsExactly("suspend", "resume");
    }

    @Test
    void dropsTheChannelAndHasTheSessionForgotten() {
        control(false).abort();

        assertThat(calls).containsExactly("close channel", "close session");
    }

    @Test
    void hasTheSessionForgottenWhoseChannelIsGoneAlready() {
        control(true).abort();

        assertThat(calls).containsExactly("close channel", "close session");
    }

    @Test
    void isThereForUndertowOnly() {
        assertThat(UndertowControl.of(new FakeSession().session)).isNull();
    }
}
