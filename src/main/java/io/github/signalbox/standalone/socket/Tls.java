package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * TLS 1.3 of one connection, RFC 8446. Its handshake and its answers to key updates wait here to be written, in one line with what is
 * encrypted.
 *
 * <p>Thread-safe. Does no I/O but through the target that it is given, which does not block.
 */
final class Tls {

    /**
     * So much waits at most, or the client makes the server answer and does not read: some thousand answers, or four records that the
     * socket did not take, and as much again.
     */
    private static final int MOST_WAITING = 2 * EncryptedBuffers.SIZE;

    /** In bytes, beyond a whole record. */
    static final int ROOM_FOR_A_RECORD = 17 * 1024;

    private static final byte[] NOTHING = {};
    private static final ByteBuffer[] NO_DATA = {ByteBuffer.allocate(0)};

    private final SSLEngine engine;
    // Guarded by this:
    /** The beginning of a record whose end has not come yet. */
    private byte[] begun = NOTHING;
    /** Encrypted bytes that are not written yet. */
    private byte[] waiting = NOTHING;

    private int waitingStart;
    private int waitingEnd;

    Tls(SSLEngine engine) {
        this.engine = engine;
    }

    /** How many bytes {@link #putBegun} puts. */
    synchronized int begun() {
        return begun.length;
    }

    /** Gives back what the last {@link #decrypt} has kept, for it belongs before what comes next. */
    synchronized void putBegun(ByteBuffer bytes) {
        bytes.put(begun);
        begun = NOTHING;
    }

    /**
     * Decrypts all whole records and keeps the rest. What is to be answered to them waits afterwards.
     *
     * @param plain has room for as much and {@link #ROOM_FOR_A_RECORD}: the engine wants room for the whole of a record of which it has
     *     seen the beginning
     * @throws SSLException if the client does not speak TLS, was tampered with, or causes more answers than it reads; an alert waits
     */
    synchronized void decrypt(ByteBuffer bytes, ByteBuffer plain) throws SSLException {
        try {
            boolean goesOn = true;
            while (goesOn) {
                SSLEngineResult result = engine.unwrap(bytes, plain);
                if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                    throw new SSLException("A record is longer than any may be");
                }
                boolean answered = answer();
                if (answered && waitingEnd - waitingStart > MOST_WAITING) {
                    throw new SSLException("The client causes more answers than it reads");
                }
                goesOn = result.getStatus() == Status.OK && (answered || result.bytesConsumed() > 0);
            }
        } catch (SSLException e) {
            answer();
            throw e;
        }
        begun = bytes.hasRemaining() && !hasEnded() ? new byte[bytes.remaining()] : NOTHING;
        bytes.get(begun);
    }

    /** Does what the engine wants between two records; false if that was nothing. */
    private boolean answer() throws SSLException {
        boolean did = false;
        for (HandshakeStatus wish = engine.getHandshakeStatus(); ; wish = engine.getHandshakeStatus()) {
            if (wish == HandshakeStatus.NEED_TASK) {
                Runnable task = engine.getDelegatedTask();
                while (task != null) {
                    task.run();
                    task = engine.getDelegatedTask();
                }
            } else if (wish != HandshakeStatus.NEED_WRAP || !encryptNothing()) {
                return did;
            }
            did = true;
        }
    }

    /** Has the engine say what it wants to say; false if it does not. */
    private boolean encryptNothing() throws SSLException {
        ByteBuffer buffer = EncryptedBuffers.take();
        try {
            SSLEngineResult result = engine.wrap(NO_DATA, buffer);
            keep(buffer.flip());
            // It may only have wanted to say that its handshake is over.
            return result.bytesProduced() > 0 || result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        } finally {
            EncryptedBuffers.give(buffer);
        }
    }

    /** Whether the client has said that it sends no more. */
    synchronized boolean hasEnded() {
        return engine.isInboundDone();
    }

    /** Encrypts all of it, to wait. For what comes before the first frame. */
    synchronized void encrypt(ByteBuffer bytes) throws SSLException {
        ByteBuffer[] plain = {bytes};
        ByteBuffer buffer = EncryptedBuffers.take();
        try {
            while (bytes.hasRemaining()) {
                wrap(plain, buffer);
                keep(buffer.flip());
                buffer.clear();
            }
        } finally {
            EncryptedBuffers.give(buffer);
        }
    }

    /** Encrypts and writes as much as the target takes, and one buffer more, which waits; says how much that was. */
    synchronized long write(ByteBuffer[] plain, FrameQueue.Target target) throws IOException {
        long before = remaining(plain);
        ByteBuffer buffer = EncryptedBuffers.take();
        try {
            while (drain(target) && remaining(plain) > 0) {
                buffer.clear();
                while (remaining(plain) > 0
                        && buffer.remaining() >= engine.getSession().getPacketBufferSize()) {
                    wrap(plain, buffer);
                }
                target.write(buffer.flip());
                keep(buffer);
            }
        } finally {
            EncryptedBuffers.give(buffer);
        }
        return before - remaining(plain);
    }

    private static long remaining(ByteBuffer[] all) {
        long sum = 0;
        for (ByteBuffer each : all) {
            sum += each.remaining();
        }
        return sum;
    }

    /** One record: of this, or first of what the engine has to say. */
    private void wrap(ByteBuffer[] plain, ByteBuffer buffer) throws SSLException {
        SSLEngineResult result = engine.wrap(plain, buffer);
        if (result.getStatus() != Status.OK) {
            throw new SSLException("Nothing more is encrypted: " + result);
        }
    }

    /** Writes what waits; false if the target does not take all. */
    synchronized boolean drain(FrameQueue.Target target) throws IOException {
        if (!isDrained()) {
            waitingStart += (int) target.write(ByteBuffer.wrap(waiting, waitingStart, waitingEnd - waitingStart));
            forgetWritten();
        }
        return isDrained();
    }

    synchronized boolean isDrained() {
        return waitingStart == waitingEnd;
    }

    /** Takes out what waits, for somebody who writes it before anything else. */
    synchronized ByteBuffer takeWaiting() {
        ByteBuffer taken = ByteBuffer.wrap(waiting, waitingStart, waitingEnd - waitingStart);
        waitingStart = waitingEnd;
        forgetWritten();
        return taken;
    }

    private void forgetWritten() {
        if (isDrained()) {
            waiting = NOTHING;
            waitingStart = 0;
            waitingEnd = 0;
        }
    }

    private void keep(ByteBuffer encrypted) throws SSLException {
        int more = encrypted.remaining();
        if (more == 0) {
            return;
        }
        if (waitingEnd + more > waiting.length) {
            int size = waitingEnd - waitingStart + more;
            waiting = Arrays.copyOfRange(waiting, waitingStart, waitingStart + Math.max(size, 2 * (size - more)));
            waitingEnd -= waitingStart;
            waitingStart = 0;
        }
        encrypted.get(waiting, waitingEnd, more);
        waitingEnd += more;
    }

    /** Has the client told, behind all that was encrypted, that nothing follows; section 6.1. */
    synchronized void finish() throws SSLException {
        engine.closeOutbound();
        answer();
    }
}
