package io.github.signalbox.functional;

import static io.github.signalbox.functional.Handshakes.admits;
import static io.github.signalbox.functional.Handshakes.assertRefused;
import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two applications with the same beans and other settings, on one server. What one does, the other does not notice. */
interface NeighboursBehaviour {

    int LEFT_PLACES = 10;
    int LEFT_SIZE = 1000;
    int LEFT_THREADS = 4;
    String LEFT_ORIGIN = "https://left.example";

    int RIGHT_PLACES = 6;
    int RIGHT_SIZE = 2000;
    String RIGHT_ORIGIN = "https://right.example";

    /** What one has to be set to. */
    Map<String, String> LEFT = Map.of(
            "signalbox.max-connections",
            String.valueOf(LEFT_PLACES),
            "signalbox.handler-threads",
            String.valueOf(LEFT_THREADS),
            SizeLimit.SETTING,
            String.valueOf(LEFT_SIZE),
            "signalbox.allowed-origins",
            LEFT_ORIGIN,
            "signalbox.handler-timeout",
            "PT1M",
            "signalbox.shutdown-timeout",
            "PT0.5S");

    /** What the other has to be set to. */
    Map<String, String> RIGHT = Map.of(
            "signalbox.max-connections",
            String.valueOf(RIGHT_PLACES),
            SizeLimit.SETTING,
            String.valueOf(RIGHT_SIZE),
            "signalbox.allowed-origins",
            RIGHT_ORIGIN);

    String ROOM = "\"room\"";
    Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** Where one is. */
    URI left();

    /** Where the other is. */
    URI right();

    /** Takes one away. */
    void endLeft();

    /** Clients that leave politely: some servers take their time to notice others. */
    final class Guests implements AutoCloseable {

        private final List<TextClient> clients = new ArrayList<>();
        private final URI uri;

        Guests(URI uri) {
            this.uri = uri;
        }

        TextClient one() throws Exception {
            TextClient client = TextClient.open(uri);
            clients.add(client);
            return client;
        }

        List<TextClient> many(int count) throws Exception {
            List<TextClient> many = new ArrayList<>();
            while (many.size() < count) {
                many.add(one());
            }
            return many;
        }

        /** One, when nobody is left of the test before. */
        TextClient first() throws Exception {
            TextClient first = one();
            Await.until("the others are gone", () -> count(first).equals("1"));
            return first;
        }

        @Override
        public void close() {
            try {
                for (TextClient client : clients) {
                    client.leave(1000, "");
                }
                for (TextClient client : clients) {
                    client.ending();
                    client.close();
                }
            } catch (Exception e) {
                throw new AssertionError("They cannot leave", e);
            }
        }
    }

    private static String count(TextClient client) throws Exception {
        return client.ask(request("it.count", "null"));
    }

    private static void join(TextClient client) throws Exception {
        assertThat(client.ask(request("it.join", ROOM))).isEqualTo("null");
    }

    /** Sends an event to the room and one to everybody, and is among both. */
    private static void publish(TextClient client, String params) throws Exception {
        client.send(request("it.publish", "{\"room\":" + ROOM + ",\"event\":\"it.room\",\"params\":" + params + "}"));
        client.send(request("it.publish", "{\"event\":\"it.all\",\"params\":" + params + "}"));
        assertThat(client.next(4))
                .containsExactly(request("it.room", params), "null", request("it.all", params), "null");
    }

    private static String idOf(TextClient client) throws Exception {
        Matcher self = ID.matcher(client.ask(request("it.self", "null")));
        assertThat(self.find()).isTrue();
        return "\"" + self.group(1) + "\"";
    }

    @Test
    default void hearNothingOfEachOthersRoomsThatAreCalledTheSame() throws Exception {
        try (Guests left = new Guests(left());
                Guests right = new Guests(right())) {
            TextClient one = left.one();
            TextClient other = right.one();
            join(one);
            join(other);
            assertThat(one.ask(request("it.present", ROOM))).isEqualTo("1");

            publish(one, "1");

            // What had come from there would be in front of this.
            publish(other, "2");
            assertThat(other.ask(request("it.present", ROOM))).isEqualTo("1");
        }
    }

    @Test
    default void countTheirOwnConnectionsAndAdmitAsManyAsEachMay() throws Exception {
        try (Guests left = new Guests(left());
                Guests right = new Guests(right())) {
            TextClient one = left.first();
            left.many(LEFT_PLACES - 1);
            assertRefused(left(), "", 503, "Too many connections", true);
            TextClient other = right.first();
            right.many(RIGHT_PLACES - 1);
            assertRefused(right(), "", 503, "Too many connections", true);
            assertThat(count(one)).isEqualTo(String.valueOf(LEFT_PLACES));
            assertThat(count(other)).isEqualTo(String.valueOf(RIGHT_PLACES));
        }
    }

    @Test
    default void obeyTheirOwnSettings() throws Exception {
        SizeLimit.assertAt(LEFT_SIZE, left());
        SizeLimit.assertAt(RIGHT_SIZE, right());
        assertThat(admits(left(), origin(LEFT_ORIGIN))).isTrue();
        assertRefused(left(), origin(RIGHT_ORIGIN), 403, "Origin not allowed", false);
        assertThat(admits(right(), origin(RIGHT_ORIGIN))).isTrue();
        assertRefused(right(), origin(LEFT_ORIGIN), 403, "Origin not allowed", false);
    }

    private static String origin(String origin) {
        return "Origin: " + origin + "\r\n";
    }

    @Test
    default void tellTheirOwnObserversOnly() throws Exception {
        try (Guests left = new Guests(left());
                Guests right = new Guests(right())) {
            TextClient watching = left.one();
            TextClient other = right.one();
            assertThat(other.ask(request("it.nextOpened", "\"WELCOME\""))).isEqualTo("null");
            String gone;
            try (Guests leaving = new Guests(left())) {
                TextClient client = leaving.one();
                gone = idOf(client);
                assertThat(other.ask(request("it.knows", gone))).isEqualTo("false");
            }
            Await.until("its own hear of its end", () -> !watching.ask(request("it.farewell", gone))
                    .equals("\"\""));
            assertThat(other.ask(request("it.farewell", gone))).isEqualTo("\"\"");
            assertThat(right.one().next()).startsWith("{\"Route\":\"it.welcome\"");
        }
    }

    @Test
    default void doNotWaitForEachOthersHandlers() throws Exception {
        String key = newKey();
        try (Guests left = new Guests(left());
                Guests right = new Guests(right())) {
            TextClient opener = left.first();
            List<TextClient> blocked = left.many(LEFT_PLACES - 1);
            for (TextClient client : blocked) {
                client.send(request("it.hold", key));
            }
            Await.until(
                    "its threads are taken",
                    () -> Integer.parseInt(opener.ask(request("it.started", key))) >= LEFT_THREADS);
            TextClient other = right.one();
            for (int i = 0; i < RIGHT_PLACES; i++) {
                assertThat(other.ask(request("it.echoBlocking", "1"))).isEqualTo("1");
            }
            assertThat(opener.ask(request("it.openGate", key))).isEqualTo("true");
            for (TextClient client : blocked) {
                assertThat(client.next()).isEqualTo(key);
            }
        }
    }

    @Test
    @Order(Order.DEFAULT + 1)
    default void doNotEndWithEachOther() throws Exception {
        String key = newKey();
        try (Guests right = new Guests(right());
                TextClient one = TextClient.open(left())) {
            TextClient other = right.one();
            TextClient late = right.one();
            join(one);
            join(other);
            one.send(request("it.hold", key));
            other.send(request("it.hold", key));
            Await.until("its handler runs", () -> late.ask(request("it.started", key))
                    .equals("1"));

            endLeft();

            assertThat(one.ending().code()).isEqualTo(1001);
            assertThat(late.ask(request("it.openGate", key))).isEqualTo("true");
            assertThat(other.next()).isEqualTo(key);
            publish(other, "3");
            assertThat(late.next()).isEqualTo(request("it.all", "3"));
            right.one();
            Await.until("they are three", () -> count(late).equals("3"));
        }
    }
}
