package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.codec.Answer;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.json.JsonContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameQueueTest {

    private final FrameQueue queue = new FrameQueue();
    private final Deque<Runnable> reports = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Sink sink = new Sink();

    /** Takes no more than it is told to, and counts how often it is asked. */
    private static final class Sink implements FrameQueue.Target {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private long room = Long.MAX_VALUE;
        private int calls;

        @Override
        public long write(ByteBuffer bytes) {
            calls++;
            return take(bytes);
        }

        @Override
        public long write(ByteBuffer[] several) {
            calls++;
            long sum = 0;
            for (ByteBuffer each : several) {
                sum += take(each);
            }
            return sum;
        }

        private long take(ByteBuffer bytes) {
            int count = (int) Math.min(room, bytes.remaining());
            taken.write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
            room -= count;
            return count;
        }
    }

    private static EncodedMessage message(String text) {
        return EnvelopeEncoder.encoded(Answer.success(null, JsonContent.of(text)));
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] whole = new byte[frame.remaining()];
        frame.get(whole);
        return whole;
    }

    private boolean write() throws IOException {
        boolean all = queue.writeTo(sink, reports);
        while (!reports.isEmpty()) {
            reports.remove().run();
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 8_191, 8_192, 65_535, 65_536, 300_000})
    void framesTextsOfAnyLength(int length) throws Exception {
        String text = "x".repeat(length);
        queue.addText(message(text));
        assertThat(queue.size()).isEqualTo(frame(text).length);
        assertThat(write()).isTrue();
        assertThat(sink.taken.toByteArray()).isEqualTo(frame(text));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    void writesWhatIsSmallAtOnce() throws Exception {
        for (int i = 0; i < 500; i++) {
            queue.addText(message("\"" + i + "\""));
        }
        assertThat(write()).isTrue();
        assertThat(sink.calls).isEqualTo(1);
    }

    @Test
    void tellsWhenWhatItWasAskedAboutIsOutAndNotBefore() throws Exception {
        queue.addText(message("\"first\""));
        queue.addText(message("\"second\""));
        queue.whenWritten(failure -> told.add("second " + failure));
        queue.addText(message("\"third\""));
        queue.whenWritten(failure -> told.add("third " + failure));
        sink.room = 18;
        assertThat(write()).isFalse();
        assertThat(told).isEmpty();
        sink.room = 3;
        assertThat(write()).isFalse();
        assertThat(told).containsExactly("second null");
        sink.room = 100;
        assertThat(write()).isTrue();
        assertThat(told).containsExactly("second null", "third null");
    }

    @Test
    void tellsEachWhoWaitsOfAFailure() throws Exception {
        queue.add(ByteBuffer.wrap(new byte[] {1, 2, 3}), false, failure -> told.add("a " + failure));
        queue.addText(message("1"));
        queue.whenWritten(failure -> told.add("b " + failure));
        sink.room = 2;
        assertThat(write()).isFalse();
        queue.fail(new IOException("gone"), reports);
        assertThat(write()).isTrue();
        assertThat(told).containsExactly("a java.io.IOException: gone", "b java.io.IOException: gone");
        assertThat(queue.size()).isZero();
    }

    /** A socket takes what it likes, and more is added meanwhile; every byte must come out once and in its place. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheOrderWhateverTheSocketTakes(long seed) throws Exception {
        Random random = new Random(seed);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        int number = 0;
        for (int i = 0; i < 2_000; i++) {
            int length = random.nextInt(20) == 0 ? random.nextInt(70_000) : random.nextInt(200);
            String text = i + "é".repeat(random.nextInt(2)) + "x".repeat(length);
            expected.writeBytes(frame(text));
            if (random.nextBoolean()) {
                queue.addText(message(text));
            } else {
                int mine = number++;
                queue.add(ByteBuffer.wrap(frame(text)), false, failure -> told.add(String.valueOf(mine)));
            }
            sink.room = random.nextInt(3) == 0 ? 0 : random.nextInt(40_000);
            boolean unused = write();
        }
        sink.room = Long.MAX_VALUE;
        assertThat(write()).isTrue();
        assertThat(sink.taken.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(told).hasSize(number);
        for (int i = 0; i < number; i++) {
            assertThat(told.get(i)).isEqualTo(String.valueOf(i));
        }
    }
}
