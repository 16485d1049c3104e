package io.github.signalbox.functional;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.FutureTask;

/** A WebSocket client over a plain socket, which may misbehave in every way. For one thread that sends and one that reads. */
final class RawClient implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;

    /**
     * What the server sent.
     *
     * @param code the close code; -1 in all other frames, and in a close frame without one
     */
    record Frame(int opcode, String text, int code) {}

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final URI uri;

    private RawClient(URI uri, Socket socket) throws IOException {
        this.uri = uri;
        this.socket = socket;
        socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** A TCP connection, nothing sent. */
    static RawClient connect(URI uri) throws IOException {
        return connect(uri, 0);
    }

    /** As {@link #connect(URI)}, with a receive buffer that fills soon. */
    static RawClient connect(URI uri, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        return new RawClient(uri, socket);
    }

    /** A client whose handshake has succeeded. */
    static RawClient open(URI uri) throws IOException {
        return connect(uri).upgraded();
    }

    RawClient upgraded() throws IOException {
        String head = handshake("");
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return this;
    }

    /**
     * Asks to be upgraded.
     *
     * @param headers more of them, each with CR LF
     * @return status line and headers of the answer
     */
    String handshake(String headers) throws IOException {
        write(request(headers).getBytes(StandardCharsets.ISO_8859_1));
        return readHead();
    }

    /** An upgrade request. */
    String request(String headers) {
        return "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void text(String text) throws IOException {
        write(textFrame(text));
    }

    void ping() throws IOException {
        write(frame(FIN | PING, new byte[0]));
    }

    void closeFrame(int code) throws IOException {
        write(frame(FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
    }

    static byte[] textFrame(String text) {
        return frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A frame of a client, masked.
     *
     * @param first FIN bit and opcode
     */
    static byte[] frame(int first, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
        if (payload.length < 126) {
            head.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            head.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            head.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] key = {0x12, 0x34, 0x56, 0x78};
        head.put(key);
        byte[] frame = Arrays.copyOf(head.array(), head.position() + payload.length);
        for (int i = 0; i < payload.length; i++) {
            frame[head.position() + i] = (byte) (payload[i] ^ key[i % key.length]);
        }
        return frame;
    }

    /** Status line and headers. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Everything up to the end of the connection. */
    String readRest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second == 126 ? in.readUnsignedShort() : second == 127 ? in.readLong() : second;
        byte[] payload = in.readNBytes((int) length);
        int opcode = first & 0x0f;
        if (opcode == CLOSE && length >= 2) {
            int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
            return new Frame(CLOSE, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8), code);
        }
        return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), -1);
    }

    /** The next frame but for pings, which a server sends when it likes; it has to be a text. */
    String readText() throws IOException {
        Frame frame = read();
        while (frame.opcode() == PING) {
            frame = read();
        }
        if (frame.opcode() != TEXT) {
            throw new AssertionError("Not a text: " + frame);
        }
        return frame.text();
    }

    /** The next close frame, whatever comes before it. */
    Frame readClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return frame;
    }

    /**
     * Reads on to the close frame while another thread writes the same thing over and over.
     *
     * @param most the bytes after which that ends all the same
     */
    Frame readCloseWhileWriting(byte[] bytes, int most) throws Exception {
        FutureTask<Boolean> writer = new FutureTask<>(() -> {
            try {
                for (int written = 0; written < most; written += bytes.length) {
                    write(bytes);
                }
                return true;
            } catch (SocketException e) {
                // Who is not listened to any more, is cut off.
                return false;
            }
        });
        new Thread(writer).start();
        Frame close = readClose();
        socket.close();
        writer.get();
        return close;
    }

    /** Whether the server has ended the TCP connection, cleanly or not, without another byte. */
    boolean isAtEnd() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** Drops the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
