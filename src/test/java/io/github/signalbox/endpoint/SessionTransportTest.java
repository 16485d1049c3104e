package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.EncodedMessage;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTransportTest {

    private static final EncodedMessage HELLO = new EncodedMessage("hello", 5);

    private final FakeSession fake = new FakeSession();
    private final SessionTransport transport = new SessionTransport(fake.session, null);
    private final List<@Nullable Throwable> done = new ArrayList<>();

    @Test
    void sendsAndTellsOnceWhenItIsDone() {
        transport.send(HELLO, done::add);
        assertThat(fake.calls).containsExactly("text hello");
        assertThat(done).isEmpty();

        fake.handler().onResult(new SendResult());
        fake.handler().onResult(new SendResult());

        assertThat(done).hasSize(1).containsOnlyNulls();
    }

    @Test
    void tellsWhyItCouldNotSend() {
        IOException reset = new IOException("reset");
        transport.send(HELLO, done::add);

        fake.handler().onResult(new SendResult(reset));

        assertThat(done).containsExactly(reset);
    }

    @Test
    void tellsOfASessionThatThrows() {
        RuntimeException closed = new IllegalStateException("closed");
        fake.failWith(closed);

        transport.send(HELLO, done::add);

        assertThat(done).containsExactly(closed);
    }

    @Test
    void survivesASessionThatThrowsAtEverything() {
        for (Throwable thrown : List.of(new IOException("gone"), new IllegalStateException("gone"))) {
            fake.failWith(thrown);
            transport.ping();
            transport.close(1000, "bye");
        }
        fake.failWith(new IllegalStateException("gone"));
        transport.abort();

        assertThat(fake.calls).isEmpty();
    }

    @Test
    void pingsAndCloses() {
        transport.ping();
        transport.close(1013, "slow");
        transport.close(4711, "own");

        assertThat(fake.calls).containsExactly("ping", "close 1013 slow", "close 4711 own");
        assertThat(transport.isOpen()).isTrue();
    }

    @Test
    void closesAfterTheMessageThatIsUnderWay() {
        transport.send(HELLO, done::add);
        transport.close(1013, "slow");
        assertThat(fake.calls).containsExactly("text hello");

        fake.handler().onResult(new SendResult());
        fake.handler().onResult(new SendResult());

        assertThat(fake.calls).containsExactly("text hello", "close 1013 slow");
        assertThat(done).hasSize(1);
    }

    @Test
    void letsTheContainerDropASessionThatItHasNoHoldOn() {
        transport.abort();

        assertThat(fake.calls).containsExactly("setMaxIdleTimeout 1");
        assertThat(transport.pauseReading()).isFalse();
        transport.resumeReading();
    }

    @Test
    void usesTheHoldThatItWasGiven() {
        List<String> held = new ArrayList<>();
        SessionTransport controlled = new SessionTransport(fake.session, new SocketControl() {
            @Override
            public void pauseReading() {
                held.add("pause");
            }

            @Override
            public void resumeReading() {
                held.add("resume");
            }

            @Override
            public void abort() {
                held.add("abort");
            }
        });

        assertThat(controlled.pauseReading()).isTrue();
        controlled.resumeReading();
        controlled.abort();

        assertThat(held).containsExactly("pause", "resume", "abort");
        assertThat(fake.calls).isEmpty();
    }
}
