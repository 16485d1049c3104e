package io.github.signalbox.functional.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Clients of the demo whose handlers wait: each has its own connection, so that each has its own thread. */
final class Sleepers implements AutoCloseable {

    /** Where such a handler is. */
    static final String HANDLER = "io.github.signalbox.demo.Sleep.sleep";

    /** Where the thread of a container waits, for a client that asks faster than its handlers answer. */
    static final String HELD = "io.github.signalbox.session.Lane.awaitRoom";

    private final List<Client> clients = new ArrayList<>();

    private Sleepers() {}

    /**
     * So many handlers, or as many as there are threads for, until this is closed and a moment longer. Each client asks again and
     * again: on a slow machine the first are done before the last have begun.
     */
    static Sleepers crowd(URI demo, int clients) {
        return connect(demo, clients, 20, 3000);
    }

    /** Each client has that many requests, which take so long one after the other. */
    static Sleepers connect(URI demo, int clients, int requests, int millis) {
        Sleepers sleepers = fill(demo, clients);
        String request = "{\"Route\":\"sleep\",\"Params\":{\"millis\":" + millis + "}}";
        for (Client client : sleepers.clients) {
            for (int i = 0; i < requests; i++) {
                client.send(request);
            }
        }
        return sleepers;
    }

    /** Returns once so many threads with this in their names are there. */
    void await(AppServer server, int count, String thread, String frame) {
        if (count > clients.size()) {
            throw new IllegalArgumentException(count + " of " + clients.size());
        }
        ThreadDump.await(server, count, thread, frame);
    }

    int count() {
        return clients.size();
    }

    /** Connects that many clients, of which none asks; those that have gone just now may be counted for a moment still. */
    static Sleepers fill(URI demo, int clients) {
        Sleepers idle = new Sleepers();
        long deadline = System.nanoTime() + ServerProcess.PATIENCE.toNanos();
        while (idle.clients.size() < clients) {
            try {
                idle.clients.add(new Client(demo));
            } catch (CompletionException e) {
                if (System.nanoTime() - deadline > 0) {
                    idle.close();
                    throw e;
                }
            }
        }
        return idle;
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
