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
    private static final byte[] CLOSE = {(byte) 0x88, 2, 3, (byte) 0xe9};
    private static final byte[] PONG = {(byte) 0x8a, 0};

    private final List<String> told = new ArrayList<>();
    private final MemorySocket socket = new MemorySocket();
    private final FrameWriter writer = new FrameWriter(socket, last -> told.add(last ? "closed" : "closing"));
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

    private void writeClose() {
        writer.write(ByteBuffer.wrap(CLOSE), new CompletionHandler<ByteBuffer>() {
            @Override
            public void completed(ByteBuffer frame) {
                told.add("written");
            }
        });
    }

    @Test
    void isClosedWhenTheCloseFrameIsWritten() {
        writeClose();
        writer.close();
        assertThat(told).containsExactly("written", "closed");
    }

    /** A thread closes the session, and what is read meanwhile has Tyrus close the connection before that thread has written. */
    @Test
    void waitsForTheCloseFrameIfItIsClosedBefore() {
        writer.close();
        assertThat(told).containsExactly("closing");
        writeClose();
        assertThat(told).containsExactly("closing", "closed", "written");
        assertThat(socket.taken()).isEqualTo(CLOSE.length);
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
