package io.github.signalbox.functional.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** A client's socket, which never blocks: what cannot be written yet waits here. */
final class Wire {

    /** Hears what becomes of it, besides what is read. */
    interface Listener extends FrameReader.Listener {

        /** The TCP connection stands. */
        void connected();

        /** The server has ended the TCP connection, or an error has. */
        void ended(String how);
    }

    private static final int MOST_AT_ONCE = 256 * 1024;
    private static final int SLOWLY = 8 * 1024;

    private final InetSocketAddress address;
    private final Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameReader reader;
    private final Deque<ByteBuffer> toWrite = new ArrayDeque<>();
    private int backlog;
    private boolean slow;
    private boolean mute;

    /** Nothing is connected yet. The selector's key has the listener attached. */
    Wire(URI uri, Selector selector, Listener listener) {
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.listener = listener;
        this.reader = new FrameReader(listener);
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void connect() {
        try {
            // On one machine it may stand at once, and then the selector has nothing to tell.
            if (channel.connect(address)) {
                connected();
            } else {
                key.interestOps(SelectionKey.OP_CONNECT);
            }
        } catch (IOException e) {
            end(e.toString());
        }
    }

    private void connected() {
        key.interestOps(SelectionKey.OP_READ);
        listener.connected();
    }

    /**
     * Does what the selector has found possible.
     *
     * @param buffer for reading; one serves all
     */
    void ready(ByteBuffer buffer) {
        try {
            if (key.isValid() && key.isConnectable() && channel.finishConnect()) {
                connected();
            }
            if (key.isValid() && key.isReadable()) {
                read(buffer);
            }
            flush();
        } catch (IOException e) {
            end(e.toString());
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear().limit(slow ? SLOWLY : MOST_AT_ONCE);
        int count = channel.read(buffer);
        if (slow) {
            stopReading();
        }
        if (count < 0) {
            end(reader.isBetweenMessages() ? "closed" : "closed in the middle of a message");
        } else {
            reader.read(buffer.flip());
        }
    }

    /** To be written at the next {@link #flush}. */
    void write(ByteBuffer bytes) {
        if (mute || !channel.isOpen()) {
            return;
        }
        toWrite.add(bytes);
        backlog += bytes.remaining();
    }

    /** Writes what waits, as far as the other side takes it; the rest follows when it can. */
    void flush() {
        if (toWrite.isEmpty() || !channel.isConnected()) {
            return;
        }
        try {
            backlog -= (int) channel.write(toWrite.toArray(ByteBuffer[]::new));
            while (!toWrite.isEmpty() && !toWrite.peek().hasRemaining()) {
                toWrite.remove();
            }
        } catch (IOException e) {
            // The other side is gone; what it said before may be here still, and is read first.
            mute();
        }
        if (toWrite.isEmpty()) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        } else {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** Writes nothing any more, as one whose cable is cut. */
    void mute() {
        mute = true;
        toWrite.clear();
        backlog = 0;
    }

    /** Whether it reads a little at a time, and then nothing until {@link #goOnReading}. */
    void readSlowly(boolean slowly) {
        slow = slowly;
    }

    void stopReading() {
        if (key.isValid()) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    void goOnReading() {
        if (key.isValid() && channel.isConnected()) {
            key.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    /** How many bytes wait to be written. */
    int backlog() {
        return backlog;
    }

    /** Ends the TCP connection with a reset. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It was reset by the other side.
            mute();
        }
        close();
    }

    /** Ends the TCP connection. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(String how) {
        close();
        listener.ended(how);
    }
}
