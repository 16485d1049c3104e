package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/** Writes through Grizzly's TLS filter, which takes all it is given: so this gives it no more while much of it is not out yet. */
final class SecureWriter implements FrameSocket {

    /** Four records of TLS. */
    private static final int MOST_UNDER_WAY = 64 * 1024;

    private final NIOConnection connection;
    private final Runnable writable;
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final AtomicBoolean drainAwaited = new AtomicBoolean();

    /** @param writable called when there is room again, if that is awaited */
    SecureWriter(NIOConnection connection, Runnable writable) {
        this.connection = connection;
        this.writable = writable;
    }

    @Override
    public long write(ByteBuffer bytes) {
        long written = 0;
        int size = room(bytes);
        while (size > 0) {
            encrypt(bytes.slice(bytes.position(), size), size);
            bytes.position(bytes.position() + size);
            written += size;
            size = room(bytes);
        }
        return written;
    }

    private int room(ByteBuffer bytes) {
        return (int) Math.min(bytes.remaining(), MOST_UNDER_WAY - underWay.get());
    }

    private void encrypt(ByteBuffer part, int size) {
        underWay.addAndGet(size);
        Buffer buffer = Buffers.wrap(connection.getMemoryManager(), part);
        connection.write(buffer, new EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>>() {
            @Override
            public void completed(WriteResult<Buffer, SocketAddress> result) {
                long left = underWay.addAndGet(-size);
                tell();
                if (left == 0) {
                    tellOfDrained();
                }
            }
        });
    }

    @Override
    public long write(ByteBuffer[] bytes) {
        long written = 0;
        for (ByteBuffer each : bytes) {
            written += write(each);
            if (each.hasRemaining()) {
                break;
            }
        }
        return written;
    }

    /** It is awaited only by a writer that waits, and so does not write: this is never called with its lock held. */
    private void tell() {
        if (underWay.get() < MOST_UNDER_WAY && awaited.compareAndSet(true, false)) {
            writable.run();
        }
    }

    @Override
    public boolean isDrained() {
        return underWay.get() == 0;
    }

    @Override
    public void awaitDrained() {
        drainAwaited.set(true);
        if (isDrained()) {
            tellOfDrained();
        }
    }

    private void tellOfDrained() {
        if (drainAwaited.compareAndSet(true, false)) {
            writable.run();
        }
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void awaitWritable() {
        awaited.set(true);
        tell();
    }

    @Override
    public void stopAwaiting() {
        // It is told only when it asked.
    }

    @Override
    public void fail(IOException reason) {
        connection.terminateWithReason(reason);
    }
}
