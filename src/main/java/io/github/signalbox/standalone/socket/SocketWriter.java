package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.NIOConnection;

/** Writes to the socket of a connection that is not encrypted. */
final class SocketWriter implements FrameSocket {

    /** What is written is copied to where the kernel can read it; the JDK keeps the largest such place for each thread. */
    private static final int MOST_AT_ONCE = 256 * 1024;

    private final NIOConnection connection;

    SocketWriter(NIOConnection connection) {
        this.connection = connection;
    }

    @Override
    public long write(ByteBuffer bytes) throws IOException {
        SocketChannel channel = channel();
        int end = bytes.limit();
        long written = 0;
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + MOST_AT_ONCE));
            written += channel.write(bytes);
            if (bytes.hasRemaining()) {
                break;
            }
            bytes.limit(end);
        }
        return written;
    }

    @Override
    public long write(ByteBuffer[] bytes) throws IOException {
        for (ByteBuffer each : bytes) {
            if (each.remaining() > MOST_AT_ONCE) {
                return oneByOne(bytes);
            }
        }
        return channel().write(bytes);
    }

    private long oneByOne(ByteBuffer[] bytes) throws IOException {
        long written = 0;
        for (ByteBuffer each : bytes) {
            written += write(each);
            if (each.hasRemaining()) {
                break;
            }
        }
        return written;
    }

    private SocketChannel channel() {
        return (SocketChannel) connection.getChannel();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void awaitWritable() {
        try {
            connection.enableIOEvent(IOEvent.WRITE);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void stopAwaiting() {
        try {
            connection.disableIOEvent(IOEvent.WRITE);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void fail(IOException reason) {
        connection.terminateWithReason(reason);
    }
}
