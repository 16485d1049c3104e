package io.github.signalbox.functional.soak;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a client reads: the head of the answer to its handshake, then frames, in pieces as they come. */
final class FrameReader {

    /** Hears what was read. */
    interface Listener {

        /** Status line and headers of the answer to the handshake. */
        void head(String head);

        /** A text message. */
        void text(String text);

        /** A ping. */
        void ping(byte[] payload);

        /** A close frame; 1005 if it has no code. */
        void close(int code, String reason);
    }

    private static final int NO_CODE = 1005;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final Listener listener;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean inFrames;
    private boolean inMessage;
    private boolean closed;

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    void read(ByteBuffer arrived) {
        ByteBuffer all = arrived;
        if (rest.hasRemaining()) {
            all = ByteBuffer.allocate(rest.remaining() + arrived.remaining())
                    .put(rest)
                    .put(arrived)
                    .flip();
        }
        boolean more = true;
        while (more && all.hasRemaining()) {
            more = inFrames ? readFrame(all) : readHead(all);
        }
        rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
    }

    /** Whether nothing is half-read. */
    boolean isBetweenMessages() {
        return !rest.hasRemaining() && !inMessage;
    }

    private boolean readHead(ByteBuffer all) {
        int end = all.position();
        int matched = 0;
        while (end < all.limit() && matched < END_OF_HEAD.length) {
            byte next = all.get(end++);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        if (matched < END_OF_HEAD.length) {
            return false;
        }
        byte[] head = new byte[end - all.position()];
        all.get(head);
        inFrames = true;
        listener.head(new String(head, StandardCharsets.ISO_8859_1));
        return true;
    }

    private boolean readFrame(ByteBuffer all) {
        int start = all.position();
        if (all.remaining() < 2) {
            return false;
        }
        int first = all.get() & 0xff;
        long length = all.get() & 0xff;
        if (all.remaining() >= 8 && length == 127) {
            length = all.getLong();
        } else if (all.remaining() >= 2 && length == 126) {
            length = all.getShort() & 0xffff;
        } else if (length >= 126) {
            all.position(start);
            return false;
        }
        if (all.remaining() < length) {
            all.position(start);
            return false;
        }
        byte[] payload = new byte[(int) length];
        all.get(payload);
        frame((first & Frames.FIN) != 0, first & 0x7f, payload);
        return true;
    }

    private void frame(boolean last, int opcode, byte[] payload) {
        if (closed) {
            throw new Violation("A frame after the close frame, of opcode " + opcode);
        }
        switch (opcode) {
            case 0, Frames.TEXT -> part(last, opcode == 0, payload);
            case Frames.PING -> listener.ping(payload);
            case Frames.PONG -> {}
            case Frames.CLOSE -> {
                closed = true;
                close(payload);
            }
            default -> throw new Violation("A frame of opcode " + opcode);
        }
    }

    private void close(byte[] payload) {
        if (payload.length < 2) {
            listener.close(NO_CODE, "");
        } else {
            String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            listener.close(ByteBuffer.wrap(payload).getShort() & 0xffff, reason);
        }
    }

    private void part(boolean last, boolean continuation, byte[] payload) {
        if (continuation != inMessage) {
            throw new Violation(inMessage ? "A message inside a message" : "A continuation of nothing");
        }
        message.writeBytes(payload);
        inMessage = !last;
        if (last) {
            String text = utf8(message.toByteArray());
            message.reset();
            listener.text(text);
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            Violation violation = new Violation("A text that is not UTF-8, of " + bytes.length + " bytes");
            violation.initCause(e);
            throw violation;
        }
    }
}
