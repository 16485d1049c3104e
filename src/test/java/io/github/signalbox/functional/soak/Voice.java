package io.github.signalbox.functional.soak;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** How one client puts what it says into frames, and those into packets. */
final class Voice {

    /** One message of so many ends a packet. */
    private static final int FLUSHED = 4;

    private final URI uri;
    private final Wire wire;
    private final Random random;
    private final double fragmentShare;
    private final Frames frames;

    /** @param fragmentShare how many of its messages are in fragments */
    Voice(URI uri, Wire wire, Random random, double fragmentShare, Frames frames) {
        this.uri = uri;
        this.wire = wire;
        this.random = random;
        this.fragmentShare = fragmentShare;
        this.frames = frames;
    }

    Frames frames() {
        return frames;
    }

    void write(ByteBuffer bytes) {
        wire.write(bytes);
    }

    /** Sends a message, whole or in fragments. */
    void say(String text) {
        if (random.nextDouble() < fragmentShare) {
            frames.fragments(text).forEach(wire::write);
        } else {
            wire.write(frames.text(text));
        }
        if (random.nextInt(FLUSHED) == 0) {
            wire.flush();
        }
    }

    /** The upgrade request. */
    ByteBuffer handshake() {
        return StandardCharsets.US_ASCII.encode("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    /** From 1 on. */
    int draw(int most) {
        return 1 + random.nextInt(most);
    }
}
