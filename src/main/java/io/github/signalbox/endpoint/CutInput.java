package io.github.signalbox.endpoint;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a client sends, as {@link FrameCutter} passes it on. For the one thread that the container reads on at a time. */
final class CutInput extends ServletInputStream {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ServletInputStream in;
    private final FrameCutter cutter;
    private final Runnable onTooLarge;

    /** Passed on, and not read. */
    private ByteBuffer passed = NOTHING;

    private boolean told;
    private @Nullable ReadListener listener;

    /** @param onTooLarge called once, after all that came before the message that is too large was read */
    CutInput(ServletInputStream in, FrameCutter cutter, Runnable onTooLarge) {
        this.in = in;
        this.cutter = cutter;
        this.onTooLarge = onTooLarge;
    }

    /** Only noted: it is called from {@link #begin} on. */
    @Override
    public void setReadListener(ReadListener readListener) {
        listener = readListener;
    }

    /** Lets the listener be called. */
    void begin() {
        if (listener != null) {
            in.setReadListener(listener);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!passed.hasRemaining()) {
            int count = in.read(bytes, offset, length);
            if (count <= 0) {
                return count;
            }
            passed = cutter.pass(ByteBuffer.wrap(bytes, offset, count));
        }
        int count = Math.min(length, passed.remaining());
        passed.get(bytes, offset, count);
        if (!passed.hasRemaining()) {
            passed = NOTHING;
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return passed.hasRemaining() ? passed.remaining() : in.available();
    }

    @Override
    public boolean isReady() {
        if (passed.hasRemaining()) {
            return true;
        }
        if (!told && cutter.hasRefused()) {
            told = true;
            onTooLarge.run();
        }
        return in.isReady();
    }

    @Override
    public boolean isFinished() {
        return !passed.hasRemaining() && in.isFinished();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
