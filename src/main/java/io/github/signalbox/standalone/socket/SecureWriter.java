package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Encrypts for the socket of a connection. */
final class SecureWriter implements FrameSocket {

    private final SocketWriter socket;
    private final Tls tls;

    SecureWriter(SocketWriter socket, Tls tls) {
        this.socket = socket;
        this.tls = tls;
    }

    @Override
    public long write(ByteBuffer bytes) throws IOException {
        return write(new ByteBuffer[] {bytes});
    }

    @Override
    public long write(ByteBuffer[] bytes) throws IOException {
        return tls.write(bytes, socket);
    }

    @Override
    public boolean isDrained() {
        return tls.isDrained();
    }

    @Override
    public boolean drain() throws IOException {
        return tls.drain(socket);
    }

    @Override
    public void finish() throws IOException {
        tls.finish();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void awaitWritable() {
        socket.awaitWritable();
    }

    @Override
    public void stopAwaiting() {
        socket.stopAwaiting();
    }

    @Override
    public void fail(IOException reason) {
        socket.fail(reason);
    }
}
