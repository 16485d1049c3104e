package io.github.signalbox.standalone.socket;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The connections of a server that have not finished. Thread-safe. */
final class OpenSockets {

    private final Set<ClientSocket> sockets = new HashSet<>();
    private boolean stopping;

    /**
     * Adds one.
     *
     * @param create makes it; what it is given is to be called once the socket has finished
     */
    ClientSocket add(Function<Consumer<ClientSocket>, ClientSocket> create) {
        ClientSocket socket = create.apply(this::remove);
        synchronized (this) {
            sockets.add(socket);
            if (!stopping) {
                return socket;
            }
        }
        socket.shutDown();
        return socket;
    }

    private synchronized void remove(ClientSocket socket) {
        sockets.remove(socket);
        notifyAll();
    }

    /**
     * Closes all, waits, then drops what is left.
     *
     * @param patience for those that close properly
     * @param callbacks for the callbacks of those that were dropped
     */
    void shutDown(Duration patience, Duration callbacks) {
        List<ClientSocket> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(sockets);
        }
        all.forEach(ClientSocket::shutDown);
        for (ClientSocket left : remainingAfter(patience)) {
            left.abort();
        }
        remainingAfter(callbacks);
    }

    private synchronized List<ClientSocket> remainingAfter(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long rest = patience.toNanos(); !sockets.isEmpty() && rest > 0; rest = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(sockets);
    }
}
