package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A socket that takes as much as it is told to, and counts it. */
final class MemorySocket implements FrameSocket {

    private volatile long room = Long.MAX_VALUE;
    private volatile long taken;

    void room(long bytes) {
        room = bytes;
    }

    long taken() {
        return taken;
    }

    @Override
    public synchronized long write(ByteBuffer bytes) {
        int size = (int) Math.min(bytes.remaining(), room);
        bytes.position(bytes.position() + size);
        room -= size;
        taken += size;
        return size;
    }

    @Override
    public synchronized long write(ByteBuffer[] bytes) {
        long sum = 0;
        for (ByteBuffer each : bytes) {
            sum += write(each);
        }
        return sum;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void awaitWritable() {
        // The test says when.
    }

    @Override
    public void stopAwaiting() {
        // Nor is it told.
    }

    @Override
    public void fail(IOException reason) {
        throw new AssertionError(reason);
    }
}
