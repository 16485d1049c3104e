package io.github.signalbox.functional.soak;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a client writes: frames, masked with keys that are drawn. */
final class Frames {

    static final int FIN = 0x80;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int MOST_FRAGMENTS = 10;

    private final Random random;
    private final boolean pings;

    /** @param pings whether there are any between fragments */
    Frames(Random random, boolean pings) {
        this.random = random;
        this.pings = pings;
    }

    ByteBuffer text(String text) {
        return frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    ByteBuffer close(int code) {
        return frame(FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** A message in parts, some of them empty, some ending in the middle of a character, perhaps with pings between. */
    List<ByteBuffer> fragments(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        List<ByteBuffer> frames = new ArrayList<>();
        int most = 1 + Math.max(message.length / MOST_FRAGMENTS, 16);
        int first = TEXT;
        for (int at = 0; at < message.length || first == TEXT; first = 0) {
            int end = Math.min(message.length, at + random.nextInt(most));
            frames.add(frame(first, Arrays.copyOfRange(message, at, end)));
            if (random.nextInt(4) == 0 && pings) {
                frames.add(frame(FIN | PING, new byte[random.nextInt(4)]));
            }
            at = end;
        }
        frames.add(frame(FIN, new byte[0]));
        return frames;
    }

    /**
     * A frame.
     *
     * @param first FIN bit and opcode
     */
    ByteBuffer frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] key = new byte[4];
        random.nextBytes(key);
        frame.put(key);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ key[i % key.length]));
        }
        return frame.flip();
    }

    /** The beginning of a frame, the last byte missing at least. */
    ByteBuffer half(ByteBuffer frame) {
        return frame.duplicate().limit(1 + random.nextInt(frame.remaining() - 1));
    }
}
