package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Clients that came all at once, and are inside: each has had an answer.
 *
 * @param inside who was not refused
 */
record Crowd(List<RawClient> inside) implements AutoCloseable {

    private static final int DOORS = 200;

    /** Lets that many clients connect at the same moment, and those that come in ask something. */
    static Crowd rush(URI uri, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, DOORS));
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<RawClient>> rush = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rush.add(threads.submit(() -> enter(uri, start)));
            }
            start.countDown();
            Crowd crowd = new Crowd(new ArrayList<>());
            for (Future<RawClient> each : rush) {
                RawClient client = each.get();
                if (client != null) {
                    crowd.inside.add(client);
                    client.text(request("it.echo", "1"));
                    assertThat(client.readText()).isEqualTo("1");
                }
            }
            return crowd;
        } finally {
            threads.shutdownNow();
        }
    }

    private static @Nullable RawClient enter(URI uri, CountDownLatch start) throws Exception {
        start.await();
        RawClient client = RawClient.connect(uri);
        String head = client.handshake("");
        if (Handshakes.isUpgrade(head)) {
            return client;
        }
        assertThat(head).startsWith("HTTP/1.1 503 ");
        client.close();
        return null;
    }

    /** Waits until nobody is connected, and proves that every place can be taken. */
    static void awaitAllPlaces(URI uri, int places) throws Exception {
        awaitNobody(uri);
        // A client that was lost in its handshake may hold a place longer than its connection is counted.
        Await.until("there is room for all", () -> {
            try (Crowd crowd = rush(uri, places)) {
                return crowd.inside.size() == places;
            }
        });
        awaitNobody(uri);
    }

    /** Waits until nobody is connected but whoever asks. */
    static void awaitNobody(URI uri) throws Exception {
        Await.until("all are gone", () -> {
            try (TextClient client = TextClient.open(uri)) {
                return client.ask(request("it.count", "null")).equals("1");
            } catch (ExecutionException e) {
                // Refused: no place is free yet.
                return false;
            }
        });
    }

    /** They leave, without a word. */
    @Override
    public void close() {
        for (RawClient client : inside) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
