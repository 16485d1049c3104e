package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCutterTest {

    private static final int LIMIT = 200_000;
    private static final int END = RawClient.FIN;

    private final AtomicLong clock = new AtomicLong();
    private final FrameCutter cutter = new FrameCutter(LIMIT, clock::get);

    /** As a container reads it. */
    private record Frame(int first, byte[] payload) {}

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] pass(byte[] all, int chunk) {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        int left = 0;
        for (int from = 0; from < all.length; from += chunk) {
            ByteBuffer in = ByteBuffer.wrap(all, from, Math.min(chunk, all.length - from));
            ByteBuffer out = cutter.pass(in);
            byte[] copy = new byte[out.remaining()];
            out.get(copy);
            passed.writeBytes(copy);
            left += in.remaining();
        }
        assertThat(left).as("not read").isZero();
        return passed.toByteArray();
    }

    private byte[] pass(byte[] all) {
        return pass(all, all.length);
    }

    private static List<Frame> read(byte[] bytes) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int first = in.get() & 0xff;
            int length = in.get() & 0x7f;
            byte[] payload = new byte
                    [length == 126 ? Short.toUnsignedInt(in.getShort()) : length == 127 ? (int) in.getLong() : length];
            byte[] mask = new byte[4];
            in.get(mask).get(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % mask.length];
            }
            frames.add(new Frame(first, payload));
        }
        return frames;
    }

    /** The messages that the frames make, each with its opcode; a control frame is a message of its own. */
    private static List<Frame> messages(List<Frame> frames) {
        List<Frame> messages = new ArrayList<>();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int opcode = 0;
        for (Frame frame : frames) {
            if ((frame.first & 0x08) != 0) {
                messages.add(frame);
                continue;
            }
            opcode = (frame.first & 0x0f) == 0 ? opcode : frame.first & 0x0f;
            message.writeBytes(frame.payload);
            if ((frame.first & END) != 0) {
                messages.add(new Frame(opcode, message.toByteArray()));
                message.reset();
            }
        }
        return messages;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 13, 14, 15, 1000, 65_535, 65_550, 100_000, 10_000_000})
    void cutsOnlyWhatIsLargeWhereverTheBytesCome(int chunk) {
        byte[] all = joined(
                RawClient.frame(END | 1, bytes(0)),
                RawClient.frame(END | 1, bytes(1)),
                RawClient.frame(END | 9, bytes(125)),
                RawClient.frame(END | 1, bytes(126)),
                RawClient.frame(END | 1, bytes(FrameCutter.FRAGMENT)),
                RawClient.frame(END | 1, bytes(FrameCutter.FRAGMENT + 1)),
                RawClient.frame(END | 2, bytes(FrameCutter.FRAGMENT)),
                RawClient.frame(1, bytes(2 * FrameCutter.FRAGMENT)),
                RawClient.frame(END | 9, bytes(7)),
                RawClient.frame(END, bytes(LIMIT - 2 * FrameCutter.FRAGMENT)),
                RawClient.frame(END | 1, bytes(LIMIT)),
                RawClient.frame(END | 8, bytes(2)));

        List<Frame> passed = read(pass(all, chunk));

        assertThat(passed).allMatch(frame -> frame.payload.length <= FrameCutter.FRAGMENT);
        assertThat(messages(passed))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(messages(read(all)));
        assertThat(cutter.unwanted()).isNull();
    }

    @Test
    void leavesFramesAsTheyAreThatAreNotLarge() {
        byte[] all = joined(RawClient.frame(END | 1, bytes(FrameCutter.FRAGMENT)), RawClient.frame(0x71, bytes(10)));
        assertThat(pass(all)).isEqualTo(all);
    }

    @Test
    void tellsOfAFrameThatIsTooLargeWhenItHasEnded() {
        byte[] before = RawClient.frame(END | 1, bytes(10));
        byte[] tooLarge = RawClient.frame(END | 1, bytes(LIMIT + 1));
        byte[] most = Arrays.copyOf(tooLarge, tooLarge.length - 1);
        assertThat(pass(joined(before, most))).isEqualTo(before);
        assertThat(cutter.unwanted()).isNull();
        assertThat(pass(new byte[1])).isEmpty();
        assertThat(cutter.unwanted()).isEqualTo(FrameCutter.Unwanted.TOO_LARGE);
        assertThat(pass(before)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void tellsOfAFrameThatDoesNotEndWhenItHasReadEnough(long length) {
        assertThat(pass(RawClient.head(END | 1, 70_000))).hasSize(0);
        assertThat(pass(new byte[70_000])).isNotEmpty();
        byte[] head = RawClient.head(END | 1, 70_000);
        ByteBuffer.wrap(head).putLong(2, length);
        assertThat(pass(head)).isEmpty();
        byte[] part = new byte[FrameCutter.MOST_DISCARDED / 4];
        for (int i = 0; i < 4; i++) {
            assertThat(cutter.unwanted()).isNull();
            assertThat(pass(part)).isEmpty();
        }
        assertThat(cutter.unwanted()).isEqualTo(FrameCutter.Unwanted.TOO_LARGE);
    }

    @Test
    void addsFragmentsUp() {
        pass(joined(
                RawClient.frame(1, bytes(LIMIT)), RawClient.frame(END | 9, bytes(125)), RawClient.frame(0, bytes(0))));
        assertThat(cutter.unwanted()).isNull();
        assertThat(pass(RawClient.frame(END, bytes(1)))).isEmpty();
        assertThat(cutter.unwanted()).isEqualTo(FrameCutter.Unwanted.TOO_LARGE);
    }

    @Test
    void tellsOfALargeBinaryFrameWhenItHasEnded() {
        byte[] binary = RawClient.frame(END | 2, bytes(FrameCutter.FRAGMENT + 1));
        assertThat(pass(Arrays.copyOf(binary, binary.length - 1))).isEmpty();
        assertThat(cutter.unwanted()).isNull();
        assertThat(pass(new byte[1])).isEmpty();
        assertThat(cutter.unwanted()).isEqualTo(FrameCutter.Unwanted.BINARY);
    }

    @Test
    void leavesAControlFrameThatHasNoLengthToTheContainer() {
        byte[] head = RawClient.head(END | 9, 70_000);
        ByteBuffer.wrap(head).putLong(2, -1);
        assertThat(pass(head)).isEqualTo(head);
        assertThat(pass(new byte[100])).hasSize(100);
        assertThat(cutter.unwanted()).isNull();
    }

    @Test
    void tellsOfAFrameThatTakesLong() {
        assertThat(pass(RawClient.head(END | 1, LIMIT + 1))).isEmpty();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(cutter.unwanted()).isNull();
        clock.addAndGet(1);
        assertThat(cutter.unwanted()).isEqualTo(FrameCutter.Unwanted.TOO_LARGE);
    }
}
