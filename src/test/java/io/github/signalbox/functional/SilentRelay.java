package io.github.signalbox.functional;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A TCP relay in front of a server, which falls silent when it is told to: it keeps the sockets open and neither reads nor
 * forwards nor closes, so that the server hears of its clients no more than if every packet were dropped. Its buffers towards
 * the client and for what the server sends are small.
 */
final class SilentRelay implements AutoCloseable {

    private static final int BUFFER = 8192;

    private final ServerSocket acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final URI server;

    private SilentRelay(URI server) throws IOException {
        this.server = server;
    }

    /** One to a server's endpoint. */
    static SilentRelay to(URI server) throws IOException {
        SilentRelay relay = new SilentRelay(server);
        start(relay::accept);
        return relay;
    }

    /** The same endpoint, by way of this relay. */
    URI uri() {
        return URI.create("ws://127.0.0.1:" + acceptor.getLocalPort() + server.getPath());
    }

    /** Falls silent for everybody who is connected; those who come later are served. */
    void silence() {
        for (Line line : lines) {
            line.silent = true;
        }
    }

    private void accept() {
        while (!acceptor.isClosed()) {
            try {
                Socket client = acceptor.accept();
                Socket onward = new Socket();
                // Before it connects: a window that has been offered is not taken back.
                onward.setReceiveBufferSize(BUFFER);
                onward.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                client.setSendBufferSize(BUFFER);
                Line line = new Line(client, onward);
                lines.add(line);
                start(() -> line.forward(client, onward));
                start(() -> line.forward(onward, client));
            } catch (IOException e) {
                // Closed, or the server is gone: the client finds out.
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        acceptor.close();
        over.countDown();
        for (Line line : lines) {
            line.end();
        }
    }

    /** One client's connection. */
    private final class Line {

        private final Socket client;
        private final Socket onward;
        private volatile boolean silent;

        Line(Socket client, Socket onward) {
            this.client = client;
            this.onward = onward;
        }

        void forward(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int length = in.read(buffer);
                while (length >= 0 && !silent) {
                    out.write(buffer, 0, length);
                    length = in.read(buffer);
                }
            } catch (IOException e) {
                // One end is gone, which is told to the other.
            }
            awaitTheEndIfSilent();
            end();
        }

        private void awaitTheEndIfSilent() {
            if (silent) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        void end() {
            try (client;
                    onward) {
                lines.remove(this);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
