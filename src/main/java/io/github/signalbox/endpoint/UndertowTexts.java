package io.github.signalbox.endpoint;

import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Takes text messages from Undertow as bytes, and decodes each when all of it is there. Undertow itself decodes byte by byte, which
 * costs a third of the CPU time of a message of some KiB. It still unmasks the bytes and checks that they are UTF-8.
 *
 * <p>Only for the thread that reads.
 */
final class UndertowTexts {

    /** Who takes them. Called as an endpoint's methods are. */
    interface Receiver {

        /** Takes a whole message. */
        void receiveText(String text);

        /** Takes the news that a message is larger than allowed, before it has ended. */
        void receiveTooMuch();

        /** Takes the news that a message cannot be read, or that taking it has failed. */
        void receiveFailure(Exception failure);

        /** Whether no message is taken any more. */
        boolean isOver();
    }

    /** Whether people know that text comes in parts, which they are told once in an application. */
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private static final int CHUNK = 16 * 1024;

    /** What has just been read. Not in use while anybody is called. */
    private static final ThreadLocal<ByteBuffer> CHUNKS = ThreadLocal.withInitial(() -> ByteBuffer.allocate(CHUNK));

    private final UndertowFrames frames;
    private final Session session;
    private final Object undertows;
    private final Receiver receiver;

    private UndertowTexts(UndertowFrames frames, Session session, Object undertows, Receiver receiver) {
        this.frames = frames;
        this.session = session;
        this.undertows = undertows;
        this.receiver = receiver;
    }

    /**
     * Has text messages brought to a receiver, before any has come.
     *
     * @param session any container's
     * @param logger is told, once, of an Undertow that is built otherwise
     * @return whether they will be; if not, Undertow has not been changed
     */
    static boolean tryBring(Session session, Receiver receiver, Logger logger) {
        if (!UndertowFrames.areBelow(session)) {
            return false;
        }
        try {
            UndertowFrames frames = UndertowFrames.of(session);
            Object channel = UndertowFrames.channel(session);
            UndertowTexts texts = new UndertowTexts(frames, session, frames.listener(channel), receiver);
            frames.listen(channel, texts::take);
            return true;
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            if (TOLD.compareAndSet(false, true)) {
                logger.log(
                        Level.WARNING,
                        "This Undertow is built otherwise than Signalbox knows it, so it is asked for text in parts:"
                                + " messages of some KiB take more CPU time, and nothing else is different. Tell the"
                                + " maintainers of Signalbox which version of the server this is: " + e);
                logger.log(Level.DEBUG, "Text cannot be read as bytes", e);
            }
            return false;
        }
    }

    private void take(Object channel) {
        try {
            Object frame = frames.receive(channel);
            if (frame == null) {
                return;
            }
            if (!frames.isText(frame)) {
                frames.passOn(undertows, channel, frame);
            } else if (receiver.isOver()) {
                frames.close(frame);
            } else {
                new Message(frame).read();
            }
        } catch (IOException e) {
            frames.fail(undertows, channel, e);
        }
    }

    /** What a receiver throws goes where Undertow takes what an endpoint's methods throw. */
    private void call(Runnable action) throws IOException {
        frames.asEndpoint(session, () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                receiver.receiveFailure(e);
            }
        });
    }

    private final class Message {

        private final Object frame;
        private @Nullable ByteArrayOutputStream begun;
        private boolean waits;
        /** Whether nobody takes what still comes. It is read all the same: Undertow calls until it has been. */
        private boolean dropped;

        Message(Object frame) {
            this.frame = frame;
        }

        void read() throws IOException {
            try {
                readOn(CHUNKS.get().clear());
            } catch (IOException e) {
                if (!dropped) {
                    drop();
                    call(() -> receiver.receiveFailure(e));
                }
            }
        }

        private void readOn(ByteBuffer chunk) throws IOException {
            while (true) {
                int length = frames.read(frame, chunk);
                if (length < 0) {
                    end(chunk);
                    return;
                }
                if (length == 0 || !chunk.hasRemaining()) {
                    keep(chunk);
                }
                if (length == 0) {
                    await();
                    return;
                }
            }
        }

        private void end(ByteBuffer chunk) throws IOException {
            boolean wanted = !dropped && !receiver.isOver();
            ByteArrayOutputStream before = begun;
            drop();
            if (!wanted) {
                return;
            }
            String text;
            if (before == null) {
                text = new String(chunk.array(), chunk.arrayOffset(), chunk.position(), StandardCharsets.UTF_8);
            } else {
                before.write(chunk.array(), chunk.arrayOffset(), chunk.position());
                text = before.toString(StandardCharsets.UTF_8);
            }
            call(() -> receiver.receiveText(text));
        }

        private void keep(ByteBuffer chunk) throws IOException {
            if (!dropped && receiver.isOver()) {
                drop();
            }
            if (!dropped) {
                ByteArrayOutputStream kept = begun == null ? new ByteArrayOutputStream(chunk.position()) : begun;
                kept.write(chunk.array(), chunk.arrayOffset(), chunk.position());
                begun = kept;
                if (kept.size() > session.getMaxTextMessageBufferSize()) {
                    drop();
                    call(receiver::receiveTooMuch);
                }
            }
            chunk.clear();
        }

        private void drop() {
            dropped = true;
            begun = null;
        }

        private void await() throws IOException {
            if (!waits) {
                waits = true;
                frames.whenMoreHasCome(frame, same -> goOn());
            }
        }

        private void goOn() {
            try {
                read();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
