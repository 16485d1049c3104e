package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that answer item by item. */
interface StreamsBehaviour extends Target {

    int ENDLESS = Integer.MAX_VALUE;

    /** Of an item, so that what waits for a slow client soon is much. */
    int ITEM_SIZE = 10_000;

    /** More than a client that does not read may be ahead of: the kernel's buffers, of both ends together, and the server's. */
    int MOST_AHEAD = 3_000;

    /** How many times in a row the publisher is seen to be asked for nothing more. */
    int QUIET = 50;

    private static String order(String key, int count, int size) {
        return "{\"key\":" + key + ",\"count\":" + count + ",\"size\":" + size + "}";
    }

    private static String item(int id, String item) {
        return "{\"Id\":" + id + ",\"code\":0,\"msg\":\"next\",\"data\":\"" + item + "\"}";
    }

    private static String end(int id) {
        return "{\"Id\":" + id + ",\"code\":0,\"msg\":\"end\",\"data\":null}";
    }

    private static String cancel(int id) {
        return "{\"Route\":\"$cancel\",\"Id\":" + id + "}";
    }

    /** What the publisher of that key was told; over a connection on which nothing else is sent. */
    private static int told(TextClient observer, String key, String what) throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(observer.ask(request("it.streamed", key))))) {
            JsonObject told = reader.readObject();
            return told.getInt(what);
        }
    }

    private static void awaitCancel(TextClient observer, String key) throws Exception {
        Await.until("the publisher is cancelled", () -> told(observer, key, "cancelled") == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"it.stream", "it.streamQuickly"})
    default void sendsTheItemsInOrderAndThenTheEnd(String route) throws Exception {
        String key = newKey();
        try (TextClient client = connect()) {
            client.send(request(7, route, order(key, 300, 0)));
            assertThat(client.next(300))
                    .isEqualTo(IntStream.range(0, 300)
                            .mapToObj(i -> item(7, String.valueOf(i)))
                            .toList());
            assertThat(client.next()).isEqualTo(end(7));
            assertThat(told(client, key, "cancelled")).isZero();
        }
    }

    @Test
    default void endsAStreamWithoutItems() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request(7, "it.stream", order(newKey(), 0, 0))))
                    .isEqualTo(end(7));
        }
    }

    @Test
    default void endsWithTheFailureOfThePublisher() throws Exception {
        try (TextClient client = connect()) {
            client.send(request(7, "it.streamAndFail", order(newKey(), 2, 0)));
            assertThat(client.next(3)).containsExactly(item(7, "0"), item(7, "1"), failure(7, 42, "Sold out"));
            client.send(request(8, "it.streamAndBreak", order(newKey(), 1, 0)));
            assertThat(client.next(2)).containsExactly(item(8, "0"), failure(8, 1, "Handler failed"));
        }
    }

    @Test
    default void saysThatAStreamNeedsAnId() throws Exception {
        String key = newKey();
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.stream", order(key, 2, 0))))
                    .isEqualTo(failure(1, "A stream needs an Id"));
            assertThat(told(client, key, "subscribed")).isZero();
        }
    }

    @Test
    default void endsAtACancelAndCancelsThePublisherOnce() throws Exception {
        String silent = newKey();
        String endless = newKey();
        try (TextClient client = connect();
                TextClient observer = connect()) {
            client.send(request(7, "it.streamNothing", silent));
            Await.until("it is asked for items", () -> told(observer, silent, "requested") > 0);
            client.send(cancel(7)).send(cancel(7));
            assertThat(client.next()).isEqualTo(end(7));
            awaitCancel(observer, silent);

            client.send(request(8, "it.stream", order(endless, ENDLESS, 100)));
            client.next(100);
            client.send(cancel(8));
            String last = client.next();
            while (!last.equals(end(8))) {
                assertThat(last).startsWith("{\"Id\":8,\"code\":0,\"msg\":\"next\"");
                last = client.next();
            }
            awaitCancel(observer, endless);
            assertThat(client.ask(request("it.echo", "\"no more\""))).isEqualTo("\"no more\"");
            assertThat(told(observer, silent, "cancelled")).isEqualTo(1);
        }
    }

    @Test
    default void cancelsThePublishersOfAClientThatIsGone() throws Exception {
        try (TextClient observer = connect()) {
            for (boolean rudely : new boolean[] {true, false}) {
                String silent = newKey();
                String endless = newKey();
                RawClient client = raw();
                client.text(request(7, "it.streamNothing", silent));
                client.text(request(8, "it.stream", order(endless, ENDLESS, 100)));
                for (int i = 0; i < 100; i++) {
                    assertThat(client.readText()).startsWith("{\"Id\":8,");
                }
                if (rudely) {
                    client.reset();
                } else {
                    client.closeFrame(1000);
                    client.readClose();
                    client.close();
                }
                awaitCancel(observer, silent);
                awaitCancel(observer, endless);
            }
        }
    }

    @Test
    default void answersOtherRequestsWhileStreamsRun() throws Exception {
        // One that reads only what the test asks for, so that no endless stream piles up here.
        try (RawClient client = RawClient.connect(uri(), 8192).upgraded()) {
            // Large, or there are tens of thousands to be read before each answer.
            client.text(request(7, "it.stream", order(newKey(), ENDLESS, 5000)));
            client.text(request(8, "it.stream", order(newKey(), ENDLESS, 5000)));
            for (int i = 0; i < 10; i++) {
                client.text(request("it.echo", "\"echo " + i + "\""));
                String text = client.readText();
                while (!text.startsWith("\"echo")) {
                    text = client.readText();
                }
                assertThat(text).isEqualTo("\"echo " + i + "\"");
            }
            client.text(cancel(7));
            client.text(cancel(8));
            int ended = 0;
            while (ended < 2) {
                ended += client.readText().contains("\"msg\":\"end\"") ? 1 : 0;
            }
            client.text(request("it.echo", "\"no more\""));
            assertThat(client.readText()).isEqualTo("\"no more\"");
        }
    }

    @Test
    default void slowsThePublisherOfAClientThatDoesNotReadAndLosesNothing() throws Exception {
        String key = newKey();
        try (RawClient slow = RawClient.connect(uri(), 8192).upgraded();
                TextClient observer = connect()) {
            slow.text(request(7, "it.stream", order(key, ENDLESS, ITEM_SIZE)));
            AtomicLong before = new AtomicLong();
            AtomicLong quiet = new AtomicLong();
            Await.until("it is asked for nothing more", () -> {
                int requested = told(observer, key, "requested");
                boolean same = requested > 0 && before.getAndSet(requested) == requested;
                return (same ? quiet.incrementAndGet() : quiet.getAndSet(0)) >= QUIET;
            });
            assertThat(told(observer, key, "requested")).isLessThan(MOST_AHEAD);

            String text = "x".repeat(ITEM_SIZE);
            for (int i = 0; i < MOST_AHEAD; i++) {
                assertThat(slow.readText()).isEqualTo(item(7, i + text));
            }
            slow.text(cancel(7));
            while (!slow.readText().equals(end(7))) {
                // What was on its way.
            }
            awaitCancel(observer, key);
        }
    }

    @Test
    default void sharesASlowClientAmongItsStreams() throws Exception {
        try (RawClient slow = RawClient.connect(uri(), 8192).upgraded()) {
            slow.text(request(0, "it.stream", order(newKey(), ENDLESS, ITEM_SIZE)));
            slow.text(request(1, "it.stream", order(newKey(), ENDLESS, ITEM_SIZE)));
            int[] items = new int[2];
            // The first ones may all be of the stream that has begun first.
            for (int i = 0; i < MOST_AHEAD; i++) {
                items[slow.readText().startsWith("{\"Id\":0,") ? 0 : 1]++;
            }
            assertThat(items[0]).isGreaterThan(MOST_AHEAD / 10);
            assertThat(items[1]).isGreaterThan(MOST_AHEAD / 10);
        }
    }
}
