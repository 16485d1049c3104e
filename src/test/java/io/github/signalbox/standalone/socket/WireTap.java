package io.github.signalbox.standalone.socket;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A TCP socket below TLS that can send several records at once, and remembers what came. For one thread at a time. */
final class WireTap extends Socket {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean holding;

    static WireTap connected(URI uri, int receiveBuffer) throws IOException {
        WireTap socket = new WireTap();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        return socket;
    }

    /** What is written from now on waits. */
    void hold() {
        holding = true;
    }

    /** Sends what waits, in one piece. */
    void release() throws IOException {
        holding = false;
        super.getOutputStream().write(held.toByteArray());
        held.reset();
    }

    /** Sends the beginning of what waits, in one piece; the rest waits on. */
    void release(int bytes) throws IOException {
        byte[] all = held.toByteArray();
        super.getOutputStream().write(all, 0, bytes);
        held.reset();
        held.write(all, bytes, all.length - bytes);
    }

    /** How many bytes wait. */
    int waiting() {
        return held.size();
    }

    /** All that came, encrypted. */
    byte[] received() {
        return received.toByteArray();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                (holding ? held : out).write(bytes, offset, length);
            }
        };
    }

    /** TLS says that nothing follows; TCP does not. */
    @Override
    public void shutdownOutput() {
        // Open.
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) {
                    received.write(b);
                }
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0) {
                    received.write(bytes, offset, count);
                }
                return count;
            }
        };
    }
}
