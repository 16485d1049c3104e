package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.signalbox.session.Lines;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What it does on Undertow is seen by every test on WildFly. */
class UndertowTextsTest {

    private final Lines log = new Lines(Level.INFO);

    private final UndertowTexts.Receiver receiver = new UndertowTexts.Receiver() {
        @Override
        public void receiveText(String text) {
            fail("Nothing was sent");
        }

        @Override
        public void receiveTooMuch() {
            fail("Nothing was sent");
        }

        @Override
        public void receiveFailure(Exception failure) {
            fail("Nothing was read");
        }

        @Override
        public boolean isOver() {
            return false;
        }
    };

    @Test
    void changesNothingElsewhere() {
        assertThat(UndertowTexts.tryBring(new FakeSession().session, receiver, log))
                .isFalse();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void tellsOnceThatAnUndertowIsBuiltOtherwise() {
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {UndertowControlTest.ChannelSession.class},
                (proxy, method, arguments) -> new UndertowControlTest.Channel(new ArrayList<>(), false));

        assertThat(UndertowTexts.tryBring(session, receiver, log)).isFalse();
        assertThat(UndertowTexts.tryBring(session, receiver, log)).isFalse();

        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("WARNING This Undertow is built otherwise")
                .endsWith("io.undertow.websockets.core.StreamSourceFrameChannel"));
    }
}
