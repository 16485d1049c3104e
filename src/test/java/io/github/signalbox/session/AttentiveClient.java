package io.github.signalbox.session;

import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.functional.Await;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that reads at once. It answers the closing handshake of the connection that it is told of, if any. */
public final class AttentiveClient implements Transport {

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private volatile @Nullable LiveConnection connection;

    void answerFor(LiveConnection opened) {
        connection = opened;
    }

    /** What it has read so far and not taken, with {@code PING}, {@code ABORT} and {@code CLOSE code reason}. */
    List<String> frames() {
        return List.copyOf(frames);
    }

    /** The next of these, once it has come. */
    public @Nullable String next() throws InterruptedException {
        return frames.poll(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void send(EncodedMessage message, Consumer<@Nullable Throwable> done) {
        frames.add(message.text());
        done.accept(null);
    }

    @Override
    public void ping() {
        frames.add("PING");
    }

    @Override
    public void close(int closeCode, String reason) {
        frames.add("CLOSE " + closeCode + " " + reason);
        LiveConnection known = connection;
        if (known != null) {
            known.closed(closeCode);
        }
    }

    @Override
    public void abort() {
        frames.add("ABORT");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean pauseReading() {
        return false;
    }

    @Override
    public void resumeReading() {}
}
