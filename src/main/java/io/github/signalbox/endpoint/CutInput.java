package io.github.signalbox.endpoint;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a client sends, as {@link FrameCutter} passes it on. For the one thread that the container reads on at a time. */
final class CutInput extends ServletInputStream {

    private static final Logger LOGGER = System.getLogger(CutInput.class.getName());

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ServletInputStream in;
    private final FrameCutter cutter;
    private final Consumer<FrameCutter.Unwanted> onUnwanted;

    /** Passed on, and not read. */
    private ByteBuffer passed = NOTHING;

    private boolean told;
    private @Nullable ReadListener listener;

    /** @param onUnwanted called once, after all that came before a message that is refused was read */
    CutInput(ServletInputStream in, FrameCutter cutter, Consumer<FrameCutter.Unwanted> onUnwanted) {
        this.in = in;
        this.cutter = cutter;
        this.onUnwanted = onUnwanted;
    }

    /** Only noted: it is called from {@link #begin} on. */
    @Override
    public void setReadListener(ReadListener readListener) {
        listener = readListener;
    }

    /** Lets the listener be called. */
    void begin() {
        if (listener == null) {
            return;
        }
        try {
            in.setReadListener(listener);
        } catch (IllegalStateException e) {
            LOGGER.log(Level.DEBUG, "A connection was closed while it was opened", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        while (count == 0 && isReady()) {
            // The beginning of a head is held back.
            count = read(one, 0, 1);
        }
        if (count == 0) {
            throw new IllegalStateException("Nothing has come that may be read");
        }
        return count < 0 ? -1 : one[0] & 0xff;
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
        FrameCutter.Unwanted unwanted = told ? null : cutter.unwanted();
        if (unwanted != null) {
            told = true;
            onUnwanted.accept(unwanted);
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
