package io.github.signalbox.functional;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocket;

/** A WebSocket client over a plain socket, which may misbehave in every way. For one thread that sends and one that reads. */
public final class RawClient implements AutoCloseable {

    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    public static final int FIN = 0x80;
    private static final int KEY_LENGTH = 4;

    /**
     * What the server sent.
     *
     * @param code the close code; -1 in all other frames, and in a close frame without one
     */
    public record Frame(int opcode, String text, int code) {}

    private final Socket socket;
    /** What is below, if that is encrypted; else the same. */
    private final Socket tcp;

    private final DataInputStream in;
    private final OutputStream out;
    private final URI uri;

    /** Over a socket that is connected already. */
    public RawClient(URI uri, Socket tcp) throws IOException {
        this.uri = uri;
        this.tcp = tcp;
        this.socket = uri.getScheme().equals("wss") ? Trusting.encrypted(tcp, uri) : tcp;
        socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** A TCP connection, nothing sent. */
    public static RawClient connect(URI uri) throws IOException {
        return connect(uri, 0);
    }

    /** As {@link #connect(URI)}, with a receive buffer that fills soon. */
    public static RawClient connect(URI uri, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        return new RawClient(uri, socket);
    }

    /** A client whose handshake has succeeded. */
    public static RawClient open(URI uri) throws IOException {
        return connect(uri).upgraded();
    }

    public RawClient upgraded() throws IOException {
        String head = handshake("");
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return this;
    }

    /** Asks to be upgraded, with more headers, each with CR LF; returns status line and headers of the answer. */
    public String handshake(String headers) throws IOException {
        write(request(headers));
        return readHead();
    }

    /** An upgrade request. */
    public String request(String headers) {
        return "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }

    public void write(String latin1) throws IOException {
        write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Writes on a thread of its own, which the caller joins once all is read. */
    Thread writing(byte[] bytes) {
        Thread writer = new Thread(new FutureTask<>(() -> writeAsLongAsPossible(bytes, bytes.length)));
        writer.start();
        return writer;
    }

    public void text(String text) throws IOException {
        write(textFrame(text));
    }

    public void ping() throws IOException {
        write(frame(FIN | PING, new byte[0]));
    }

    public void closeFrame(int code) throws IOException {
        write(frame(FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
    }

    public static byte[] textFrame(String text) {
        return frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame of a client, masked; first FIN bit and opcode. */
    public static byte[] frame(int first, byte[] payload) {
        byte[] head = head(first, payload.length);
        byte[] frame = Arrays.copyOf(head, head.length + payload.length);
        for (int i = 0; i < payload.length; i++) {
            frame[head.length + i] = (byte) (payload[i] ^ head[head.length - KEY_LENGTH + i % KEY_LENGTH]);
        }
        return frame;
    }

    /** What comes before the payload of a frame, whose length need not be true. */
    public static byte[] head(int first, long length) {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
        if (length < 126) {
            head.put((byte) (0x80 | length));
        } else if (length < 65_536) {
            head.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            head.put((byte) (0x80 | 127)).putLong(length);
        }
        head.putInt(0x12345678);
        return Arrays.copyOf(head.array(), head.position());
    }

    /** Status line and headers. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Everything up to the end of the connection. */
    public String readRest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    public String readBytes(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.UTF_8);
    }

    public Frame read() throws IOException {
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

    /** The next frame but for pings, which a server sends when it likes, and pongs; it has to be a text. */
    public String readText() throws IOException {
        Frame frame = read();
        while (frame.opcode() == PING || frame.opcode() == PONG) {
            frame = read();
        }
        if (frame.opcode() != TEXT) {
            throw new AssertionError("Not a text: " + frame);
        }
        return frame.text();
    }

    /** The next close frame, whatever comes before it. */
    public Frame readClose() throws IOException {
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
        FutureTask<Boolean> writer = new FutureTask<>(() -> writeAsLongAsPossible(bytes, most));
        new Thread(writer).start();
        Frame close = readClose();
        socket.close();
        writer.get();
        return close;
    }

    /**
     * Writes the same thing over and over.
     *
     * @param most the bytes after which that ends
     * @return false if the server has ended the connection before; who is not listened to any more, is cut off
     */
    boolean writeAsLongAsPossible(byte[] bytes, int most) throws IOException {
        try {
            for (int written = 0; written < most; written += bytes.length) {
                write(bytes);
            }
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Whether nothing comes for so long. */
    public boolean isSilent(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        }
    }

    /** Whether the server has ended the TCP connection, cleanly or not, without another byte. */
    public boolean isAtEnd() throws IOException {
        try {
            return isAtCleanEnd();
        } catch (SocketException e) {
            return true;
        }
    }

    /**
     * Whether the server has ended the TCP connection without another byte.
     *
     * @throws SocketException if it has reset it
     */
    public boolean isAtCleanEnd() throws IOException {
        return in.read() < 0;
    }

    /** Reads whatever comes before the server ends the TCP connection, cleanly or not. */
    public void readToTheEnd() throws IOException {
        boolean atEnd = isAtEnd();
        while (!atEnd) {
            atEnd = isAtEnd();
        }
    }

    /** Has TLS change its keys, and asks the server to change its own, RFC 8446 section 4.6.3. */
    public void renewKeys() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    /** Sends no more, and says so, unless the server has ended the TCP connection already. */
    public void endOutput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // What is read next tells of it.
        }
    }

    /** Drops the connection with a reset. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
