package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final int LIMIT = 70_000;

    private final FrameReader reader = new FrameReader(LIMIT);

    private static byte[] frame(int first, int size) {
        return RawClient.frame(first, new byte[size]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 13, 14, 15, 64, 1000, 1_000_000})
    void cutsFramesWhereverTheBytesAreCut(int chunk) throws FrameRefused {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<byte[]> sent = new ArrayList<>();
        for (int size : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, LIMIT, 5}) {
            sent.add(frame(0x81, size));
            all.writeBytes(frame(0x81, size));
        }
        byte[] bytes = all.toByteArray();
        List<byte[]> got = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += chunk) {
            ByteBuffer part = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk)));
            for (ByteBuffer frame = reader.next(part); frame != null; frame = reader.next(part)) {
                byte[] copy = new byte[frame.remaining()];
                frame.get(copy);
                got.add(copy);
            }
            assertThat(part.hasRemaining()).isFalse();
        }
        assertThat(got).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(got.get(i)).isEqualTo(sent.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {LIMIT + 1L, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE})
    void refusesWhatIsTooBigAtItsHeader(long size) {
        assertRefused(RawClient.head(0x81, size), 1009);
        assertRefused(RawClient.head(0x82, size), 1009);
    }

    /** RFC 6455 section 5.2: the minimal number of bytes. */
    @Test
    void refusesALengthThatIsLongerThanItNeedBe() {
        assertRefused(new byte[] {(byte) 0x81, (byte) 0xfe, 0, 125}, 1002);
        assertRefused(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff}, 1002);
    }

    @Test
    void addsFragmentsUp() throws FrameRefused {
        assertThat(reader.next(ByteBuffer.wrap(frame(0x01, LIMIT - 10)))).isNotNull();
        assertThat(reader.next(ByteBuffer.wrap(frame(0x89, 125)))).isNotNull();
        assertThat(reader.next(ByteBuffer.wrap(frame(0x00, 10)))).isNotNull();
        assertThat(reader.next(ByteBuffer.wrap(frame(0x00, 0)))).isNotNull();
        assertRefused(RawClient.head(0x80, 1), 1009);
    }

    @Test
    void beginsAnewWithEveryMessage() throws FrameRefused {
        for (int i = 0; i < 3; i++) {
            assertThat(reader.next(ByteBuffer.wrap(frame(0x01, LIMIT - 1)))).isNotNull();
            assertThat(reader.next(ByteBuffer.wrap(frame(0x80, 1)))).isNotNull();
        }
    }

    @Test
    void keepsNoMoreThanHasCome() throws FrameRefused {
        FrameReader generous = new FrameReader(Integer.MAX_VALUE);
        assertThat(generous.next(ByteBuffer.wrap(RawClient.head(0x81, Integer.MAX_VALUE - 100))))
                .isNull();
        assertThat(generous.next(ByteBuffer.wrap(new byte[1000]))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0x81, 0x05, not masked",
        "0xC1, 0x85, RSV1",
        "0xA1, 0x85, RSV2",
        "0x91, 0x85, RSV3",
        "0x83, 0x85, opcode 3",
        "0x8B, 0x85, opcode 11",
        "0x09, 0x85, fragmented ping",
        "0x89, 0xFE, long ping",
        "0x88, 0xFF, long close"
    })
    void refusesWhatTheProtocolForbids(String first, String second, String what) {
        byte[] head = Arrays.copyOf(
                new byte[] {
                    Integer.decode(first).byteValue(), Integer.decode(second).byteValue()
                },
                20);
        assertRefused(head, 1002);
    }

    @Test
    void refusesALengthWithItsHighestBitSet() {
        byte[] head = RawClient.head(0x81, 1L << 40);
        head[2] = (byte) 0x80;
        assertRefused(head, 1002);
    }

    @Test
    void refusesAHeaderThatComesByteByByte() throws FrameRefused {
        byte[] head = RawClient.head(0x81, LIMIT + 1);
        for (int i = 0; i < 9; i++) {
            assertThat(reader.next(ByteBuffer.wrap(head, i, 1))).isNull();
        }
        assertThatThrownBy(() -> reader.next(ByteBuffer.wrap(head, 9, 1))).isInstanceOf(FrameRefused.class);
    }

    @Test
    void noticesTheCloseFrame() throws FrameRefused {
        assertThat(reader.closeSeen()).isFalse();
        reader.next(ByteBuffer.wrap(frame(0x88, 2)));
        assertThat(reader.closeSeen()).isTrue();
    }

    private void assertRefused(byte[] head, int code) {
        assertThatThrownBy(() -> reader.next(ByteBuffer.wrap(head)))
                .isInstanceOfSatisfying(
                        FrameRefused.class, e -> assertThat(e.closeCode()).isEqualTo(code));
    }
}
