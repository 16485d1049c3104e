package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameWriterTest {

    private static final int MANY = 1500;
    private static final byte[] PONG = {(byte) 0x8a, 0};

    private final MemorySocket socket = new MemorySocket();
    private final FrameWriter writer = new FrameWriter(socket, () -> {});
    private final List<Boolean> full = new ArrayList<>();

    @BeforeEach
    void begin() {
        writer.begin();
    }

    private void pongs(int count) {
        for (int i = 0; i < count; i++) {
            writer.write(ByteBuffer.wrap(PONG), new CompletionHandler<ByteBuffer>() {
                @Override
                public void completed(ByteBuffer frame) {
                    full.add(writer.isFullOfPongs());
                }
            });
        }
    }

    @Test
    void isFullOfPongsBeyondAThousandThatWait() {
        socket.room(0);
        pongs(1000);
        assertThat(writer.isFullOfPongs()).isFalse();
        pongs(1);
        assertThat(writer.isFullOfPongs()).isTrue();
    }

    /** Those that are out are not counted any more, though not all who wrote them have been told. */
    @Test
    void isNotFullOfPongsThatAreOut() {
        socket.room(0);
        pongs(MANY);
        assertThat(writer.isFullOfPongs()).isTrue();

        socket.room(Long.MAX_VALUE);
        writer.writable();

        assertThat(full).hasSize(MANY).containsOnly(false);
        assertThat(writer.taken()).isEqualTo(2L * MANY);
    }
}
