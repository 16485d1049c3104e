package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.functional.Await;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LateFlushTest {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final LateFlush late = new LateFlush();
    private final MemorySocket socket = new MemorySocket();
    private final FrameWriter writer = new FrameWriter(socket, last -> {});
    private final Batch batch = Batch.begin(writer);

    @BeforeEach
    void begin() {
        writer.begin();
    }

    @AfterEach
    void end() {
        batch.end();
        late.close();
    }

    private void send(String text) {
        writer.send(new EncodedMessage(text, text.length()), failure -> {});
        batch.flushSoon(late);
    }

    private Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("signalbox-flush") && !before.contains(each))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sendsWhatABusyThreadHasGatheredEachTime() throws Exception {
        for (int i = 1; i <= 20; i++) {
            send("x");
            int frames = i;
            Await.until("it is out", () -> socket.taken() == 3L * frames);
        }
    }

    /** A thread that waits with a time is one that looks again every millisecond. */
    @Test
    void sleepsWhileNothingIsHeldThoughTheBatchGoesOn() throws Exception {
        send("x");
        Await.until("it is out", () -> socket.taken() == 3);
        Await.until("it sleeps", () -> thread().getState() == Thread.State.WAITING);

        send("y");
        Await.until("it is out, too", () -> socket.taken() == 6);
        assertThat(writer.isEmpty()).isTrue();
    }
}
