package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.NIOConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the socket of an upgraded connection. For its selector's thread, but for {@link #onSelector}.
 *
 * <p>Interest in reading is changed by that thread alone: a selection key loses one of two changes that are made at once.
 */
final class SocketReader {

    /** Room for a message of the default size and its header, and for what a client pipelines. */
    private static final int MOST_AT_ONCE = 128 * 1024;

    /** One for each selector. */
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(MOST_AT_ONCE));

    /** The same, for what was in the other one. */
    private static final ThreadLocal<ByteBuffer> DECRYPTED =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(MOST_AT_ONCE + Tls.ROOM_FOR_A_RECORD));

    private final NIOConnection connection;
    private final @Nullable Tls tls;
    private final Runnable answer;

    /**
     * A reader for one connection.
     *
     * @param tls null if nothing is encrypted
     * @param answer writes what TLS has to say to what was read
     */
    SocketReader(NIOConnection connection, @Nullable Tls tls, Runnable answer) {
        this.connection = connection;
        this.tls = tls;
        this.answer = answer;
    }

    /** Reads what has come, into memory that the next read of this thread overwrites; null if the client is gone. */
    @Nullable
    ByteBuffer read() {
        ByteBuffer buffer = BUFFER.get().clear();
        try {
            if (tls != null) {
                tls.putBegun(buffer);
            }
            if (!hasEnded() && ((SocketChannel) connection.getChannel()).read(buffer) >= 0) {
                return tls == null ? buffer.flip() : decrypted(tls, buffer.flip());
            }
            if (tls != null) {
                tls.finish();
                answer.run();
            }
            connection.terminateSilently();
        } catch (IOException e) {
            connection.terminateWithReason(e);
        }
        return null;
    }

    private ByteBuffer decrypted(Tls from, ByteBuffer bytes) throws IOException {
        ByteBuffer plain = DECRYPTED.get().clear();
        try {
            from.decrypt(bytes, plain);
        } finally {
            if (!from.isDrained()) {
                answer.run();
            }
        }
        return plain.flip();
    }

    /** Whether the client has said, behind what was read, that it sends no more: the next read will find it gone. */
    boolean hasEnded() {
        return tls != null && tls.hasEnded();
    }

    void stopReading() {
        try {
            connection.disableIOEvent(IOEvent.READ);
        } catch (IOException e) {
            connection.terminateWithReason(e);
        }
    }

    void startReading() {
        try {
            connection.enableIOEvent(IOEvent.READ);
        } catch (IOException e) {
            connection.terminateWithReason(e);
        }
    }

    /** Has something done by the selector's thread, after what that is doing. */
    void onSelector(Runnable task) {
        connection.executeInEventThread(IOEvent.READ, task);
    }
}
