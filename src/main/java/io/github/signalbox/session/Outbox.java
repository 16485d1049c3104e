package io.github.signalbox.session;

import io.github.signalbox.codec.EncodedMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client. Any thread may send, none ever waits for the client, and one message is under way at a
 * time: containers differ in what they do with two.
 *
 * <p>Thread-safe. Foreign code runs outside the lock.
 */
final class Outbox {

    /** Hears how an outbox fares. Called outside its lock, on any thread. */
    interface Listener {

        /** More waits than may. Nothing is sent any more; the connection has to be closed. */
        void overflowed();

        /** The container could not send. */
        void failed(Throwable reason);

        /** Nothing waits. */
        void idle();
    }

    private record Closing(int closeCode, String reason, Runnable whenTold) {}

    /** Behind half of what may wait, an answer whose turn has come is never too much; and an item of a stream leaves room for one. */
    private static final int HALF = 2;

    private static final int QUARTER = 4;

    private static final EncodedMessage PING = new EncodedMessage("", 0);

    private final Transport transport;
    private final Workers workers;
    private final Allowance allowance;
    private final Listener listener;

    private final Deque<EncodedMessage> queue = new ArrayDeque<>();
    private final Waiters waiters = new Waiters();
    /** Of what waits and what is under way. */
    private long bytes;
    /** A message, a ping or a close is under way; nobody else may touch the transport. */
    private boolean sending;

    private boolean shut;
    /** The container was told to close: that it cannot send any more is no news. */
    private boolean ending;

    private @Nullable Closing closing;

    Outbox(Transport transport, Workers workers, long limit, Listener listener) {
        this.transport = transport;
        this.workers = workers;
        this.allowance = Allowance.of(limit);
        this.listener = listener;
    }

    /**
     * Queues a message. A single one may be larger than the limit, or it could never be sent: where there is room as
     * {@link #notifyWhenRoom} has it, no message is too much.
     */
    void send(EncodedMessage message) {
        int length = message.utf8Length();
        boolean overflow;
        synchronized (this) {
            if (shut) {
                return;
            }
            overflow = !hasRoom(HALF) && allowance.isExceeded(bytes, queue.size(), length);
            if (overflow) {
                shut = true;
                queue.clear();
            } else if (!enqueue(message)) {
                return;
            }
        }
        if (overflow) {
            tellOfRoom();
            listener.overflowed();
        } else {
            pump();
        }
    }

    /**
     * Queues an item of a stream if no more than a quarter of what may wait does, and nobody else waits for room; otherwise
     * returns false, and calls back when its turn has come or nothing will be sent any more: to send again at once,
     * {@code inTurn}.
     */
    boolean trySend(EncodedMessage item, boolean inTurn, Runnable whenRoom) {
        boolean first;
        synchronized (this) {
            if (!shut && (!hasRoom(QUARTER) || (!inTurn && !waiters.isEmpty()))) {
                waiters.add(QUARTER, whenRoom);
                return false;
            }
            first = !shut && enqueue(item);
        }
        if (first) {
            pump();
            transport.push();
        }
        return true;
    }

    /**
     * Calls back when no more than half of what may wait does and those who came before have been told, or nothing will be
     * sent any more; false if that is so already, and then nothing is called.
     */
    synchronized boolean notifyWhenRoom(Runnable callback) {
        if (shut || (hasRoom(HALF) && waiters.isEmpty())) {
            return false;
        }
        waiters.add(HALF, callback);
        return true;
    }

    /** Whether somebody has waited for room for longer than that, and the client has read nothing. For the clock's thread. */
    boolean isStalled(long now, long patience) {
        long taken = transport.taken();
        synchronized (this) {
            return waiters.isStalled(now, patience, taken);
        }
    }

    /** Sends a ping, next after what is under way: the client is given time to answer, so it has to be asked. */
    void ping() {
        synchronized (this) {
            if (shut || queue.peekFirst() == PING) {
                return;
            }
            queue.addFirst(PING);
            if (sending) {
                return;
            }
            sending = true;
        }
        pump();
    }

    /**
     * Closes after what waits.
     *
     * @param whenTold called when the container has been told; never if what waits is dropped
     */
    void closeAfterwards(int closeCode, String reason, Runnable whenTold) {
        synchronized (this) {
            shut = true;
            closing = new Closing(closeCode, reason, whenTold);
            if (sending) {
                return;
            }
            sending = true;
        }
        pump();
    }

    /** Closes now; what waits is dropped, what is under way is not awaited. */
    void closeNow(int closeCode, String reason) {
        synchronized (this) {
            drop();
            ending = true;
        }
        tellOfRoom();
        workers.executeForSocket(() -> transport.close(closeCode, reason));
    }

    /** Drops what waits, for good. */
    void discard() {
        synchronized (this) {
            drop();
        }
        tellOfRoom();
    }

    synchronized boolean isIdle() {
        return !sending && queue.isEmpty();
    }

    private void drop() {
        shut = true;
        closing = null;
        queue.clear();
    }

    /** Puts a message behind the others; true if this thread has to send it. */
    private boolean enqueue(EncodedMessage message) {
        queue.add(message);
        bytes += message.utf8Length();
        boolean first = !sending;
        sending = true;
        return first;
    }

    private boolean hasRoom(int part) {
        return allowance.covers(bytes, queue.size(), part);
    }

    /** Tells one after another, each when the one before has taken what room it wants. */
    private void tellOfRoom() {
        for (Runnable next = nextToTell(); next != null; next = nextToTell()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable nextToTell() {
        return waiters.next(part -> shut || hasRoom(part));
    }

    /** Sends what waits. Only for the thread that has set {@link #sending}, or to which that one has handed over. */
    private void pump() {
        Turn turn = new Turn(System::nanoTime);
        for (EncodedMessage next = next(); next != null; next = next()) {
            if (next == PING) {
                transport.ping();
                continue;
            }
            Delivery delivery = new Delivery(next.utf8Length());
            transport.send(next, delivery::done);
            if (delivery.isLeftToTheCallback()) {
                return;
            }
            if (turn.isOverAfterOneMore()) {
                workers.executeForSending(this::pump);
                return;
            }
        }
    }

    /** The next message; null if there is none, and then the transport is free again or closing. */
    private @Nullable EncodedMessage next() {
        Closing end;
        synchronized (this) {
            EncodedMessage next = queue.poll();
            if (next != null) {
                return next;
            }
            end = closing;
            closing = null;
            ending |= end != null;
            // A closing transport is never free again.
            sending = end != null;
        }
        if (end == null) {
            listener.idle();
        } else {
            // A container may block until the client reads, and this thread may be one that must not wait for it.
            workers.executeForSocket(() -> {
                transport.close(end.closeCode(), end.reason());
                end.whenTold().run();
            });
        }
        return null;
    }

    /** One message under way. Whichever comes second, the return of send or its callback, goes on with the next one. */
    private final class Delivery {

        private final int length;
        private final AtomicBoolean half = new AtomicBoolean();

        Delivery(int length) {
            this.length = length;
        }

        void done(@Nullable Throwable failure) {
            boolean alive;
            synchronized (Outbox.this) {
                bytes -= length;
                waiters.messageTaken();
                alive = !ending;
            }
            if (failure != null && alive) {
                discard();
                listener.failed(failure);
            }
            tellOfRoom();
            if (!half.compareAndSet(false, true)) {
                pump();
            }
        }

        boolean isLeftToTheCallback() {
            return half.compareAndSet(false, true);
        }
    }
}
