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

    private final NIOConnection connection;

    SocketReader(NIOConnection connection) {
        this.connection = connection;
    }

    /** Reads what has come, into memory that the next read of this thread overwrites; null if the client is gone. */
    @Nullable
    ByteBuffer read() {
        ByteBuffer buffer = BUFFER.get().clear();
        try {
            if (((SocketChannel) connection.getChannel()).read(buffer) >= 0) {
                return buffer.flip();
            }
            connection.terminateSilently();
        } catch (IOException e) {
            connection.terminateWithReason(e);
        }
        return null;
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
