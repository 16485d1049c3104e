package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.RawClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFrameTest {

    private static ByteBuffer frame(byte[] payload) {
        return ByteBuffer.wrap(RawClient.frame(0x81, payload));
    }

    /** Around what fits into each kind of length, into one step of unmasking and into the memory that is kept. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 8, 9, 125, 126, 127, 16_383, 16_384, 16_385, 65_535, 65_536, 70_001})
    void readsTextsOfAnyLength(int length) {
        String text = "abcdefghijk".repeat(length / 11 + 1).substring(0, length);
        assertThat(TextFrame.text(frame(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "Ада", "日本語", "😀 and 😀", "\u0000\u007f\u0080\u07ff\u0800\uffff"})
    void readsAllOfUnicode(String text) {
        assertThat(TextFrame.text(frame(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
    }

    static byte[][] illFormed() {
        return new byte[][] {
            {(byte) 0x80},
            {(byte) 0xc0, (byte) 0xaf},
            {'a', (byte) 0xe2, (byte) 0x82},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xff, 'x', 'y', 'z', 'x', 'y', 'z', 'x', 'y'}
        };
    }

    @ParameterizedTest
    @MethodSource("illFormed")
    void leavesWhatIsIllFormedToOthers(byte[] payload) {
        assertThat(TextFrame.text(frame(payload))).isNull();
    }

    @Test
    void leavesTheReplacementCharacterToOthers() {
        assertThat(TextFrame.text(frame("\uFFFD".getBytes(StandardCharsets.UTF_8))))
                .isNull();
    }

    @Test
    void leavesTheFrameAsItIs() {
        ByteBuffer frame = frame("hello".getBytes(StandardCharsets.UTF_8));
        ByteBuffer before = ByteBuffer.wrap(frame.array().clone());
        assertThat(TextFrame.text(frame)).isEqualTo("hello");
        assertThat(frame).isEqualTo(before);
    }

    /** As the reader cuts it out of what the selector has read. */
    @Test
    void readsFromMemoryOutsideTheHeap() {
        byte[] whole = RawClient.frame(0x81, "hello, hello".getBytes(StandardCharsets.UTF_8));
        ByteBuffer direct = ByteBuffer.allocateDirect(whole.length + 5)
                .position(5)
                .put(whole)
                .position(5);
        assertThat(TextFrame.text(direct.slice())).isEqualTo("hello, hello");
    }
}
