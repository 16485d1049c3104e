package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.EncodedMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads send, and the container calls back on yet another. */
@Timeout(60)
class OutboxStressTest {

    private static final int SENDERS = 16;
    private static final int EACH = 2000;

    private final ExecutorService container = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        container.shutdownNow();
    }

    @Test
    void sendsAllOnceInEachThreadsOrderWithNoTwoAtOnce() throws Exception {
        FakeTransport transport = FakeTransport.completing(container);
        Outbox outbox = new Outbox(transport, new Workers(container), Long.MAX_VALUE, new Nobody());

        Together.run(SENDERS, sender -> {
            for (int i = 0; i < EACH; i++) {
                outbox.send(new EncodedMessage(sender + ":" + i, 1));
                if (i % 100 == 0) {
                    outbox.ping();
                }
            }
        });
        outbox.closeAfterwards(1000, "bye", () -> {});

        assertThat(transport.awaitClose()).isTrue();
        assertThat(transport.frames()).endsWith("CLOSE 1000 bye");
        assertThat(transport.overlapped()).isFalse();
        Map<String, Integer> next = new HashMap<>();
        for (String frame : transport.frames()) {
            if (frame.contains(":")) {
                int colon = frame.indexOf(':');
                String sender = frame.substring(0, colon);
                assertThat(frame.substring(colon + 1)).isEqualTo(next.getOrDefault(sender, 0) + "");
                next.merge(sender, 1, Integer::sum);
            }
        }
        assertThat(next.values()).hasSize(SENDERS).containsOnly(EACH);
    }

    @Test
    void overflowsOnceHoweverManyThreadsFillIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            CountDownLatch overflowed = new CountDownLatch(2);
            FakeTransport transport = FakeTransport.stalled();
            Outbox outbox = new Outbox(transport, new Workers(container), 10, new Nobody() {
                @Override
                public void overflowed() {
                    overflowed.countDown();
                }
            });

            Together.run(4, sender -> {
                for (int i = 0; i < 5; i++) {
                    outbox.send(new EncodedMessage("x", 1));
                }
            });

            assertThat(overflowed.getCount()).isEqualTo(1);
            // None, if the others filled it before the first had its message out.
            assertThat(transport.frames()).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static class Nobody implements Outbox.Listener {

        @Override
        public void overflowed() {}

        @Override
        public void failed(Throwable reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void idle() {}
    }
}
