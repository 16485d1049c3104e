package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an application sees of its connections. Tests run one after another: nobody else connects meanwhile. */
interface ConnectionBehaviour extends Target {

    Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");

    private static String id(TextClient client) throws Exception {
        Matcher self = ID.matcher(client.ask(request("it.self", "null")));
        assertThat(self.find()).isTrue();
        return "\"" + self.group(1) + "\"";
    }

    private void awaitNobodyBut(TextClient client) throws Exception {
        Await.until("the others are gone", () -> client.ask(request("it.count", "null"))
                .equals("1"));
    }

    @Test
    default void countsConnections() throws Exception {
        try (TextClient first = connect()) {
            awaitNobodyBut(first);
            try (TextClient second = connect();
                    RawClient third = raw()) {
                // The third has its 101; whether it counts already is the container's affair.
                Await.until("all are there", () -> second.ask(request("it.count", "null"))
                        .equals("3"));
                third.reset();
                // Payara and GlassFish may notice it no earlier than the pong that does not come.
                Await.until("one is gone", Await.UNTIL_PINGS_TELL, () -> second.ask(request("it.count", "null"))
                        .equals("2"));
            }
            awaitNobodyBut(first);
        }
    }

    @Test
    default void givesEachConnectionAnIdOfItsOwn() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            try (TextClient client = connect()) {
                String id = id(client);
                assertThat(id(client)).isEqualTo(id);
                ids.add(id);
            }
        }
        assertThat(ids).hasSize(50);
    }

    @Test
    default void findsAConnectionWhileItIsOpen() throws Exception {
        try (TextClient client = connect()) {
            String id;
            try (TextClient other = connect()) {
                id = id(other);
                assertThat(client.ask(request("it.knows", id))).isEqualTo("true");
            }
            Await.until(
                    "it is forgotten", () -> client.ask(request("it.knows", id)).equals("false"));
            assertThat(client.ask(request("it.knows", "\"0123456789abcdef\""))).isEqualTo("false");
        }
    }

    @Test
    default void knowsWhoTheClientIs() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.self", "null")))
                    .contains("\"address\":\"127.0.0.1\"", "\"principal\":\"\"", "\"admin\":false", "\"same\":true");
        }
    }

    @Test
    default void observesOpenedBeforeTheFirstRequest() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawClient client = raw()) {
                client.text(request("it.self", "null"));
                assertThat(client.readText()).contains("\"opened\":true");
            }
        }
    }

    @Test
    default void sendsWhileOpenedIsObserved() throws Exception {
        try (TextClient other = connect()) {
            other.ask(request("it.nextOpened", "\"WELCOME\""));
            try (TextClient client = connect()) {
                String first = client.next();
                assertThat(client.next()).isEqualTo(request("it.welcome", "{\"again\":true}"));
                assertThat(first).isEqualTo(request("it.welcome", id(client)));
            }
        }
    }

    @Test
    default void closesWith1011WhenAnObserverOfOpenedThrows() throws Exception {
        try (TextClient other = connect()) {
            other.ask(request("it.nextOpened", "\"FAIL\""));
            try (TextClient client = connect()) {
                assertThat(client.ending()).isEqualTo(new TextClient.Ending(1011, "Server error"));
            }
            awaitNobodyBut(other);
        }
    }

    @Test
    default void closesWhileOpenedIsObserved() throws Exception {
        try (TextClient other = connect()) {
            other.ask(request("it.nextOpened", "\"CLOSE\""));
            try (TextClient client = connect()) {
                assertThat(client.next()).isEqualTo(request("it.welcome", "null"));
                assertThat(client.ending()).isEqualTo(new TextClient.Ending(4001, "Not today"));
            }
        }
    }

    @Test
    default void observesClosedOnceAfterTheLastHandler() throws Exception {
        try (TextClient other = connect()) {
            for (int i = 0; i < 20; i++) {
                String id;
                try (RawClient client = raw()) {
                    client.text(request("it.self", "null"));
                    Matcher self = ID.matcher(client.readText());
                    assertThat(self.find()).isTrue();
                    id = "\"" + self.group(1) + "\"";
                    client.text(request("it.outlive", "null"));
                    client.text(request("it.outlive", "null"));
                    client.ping();
                    client.read();
                    client.reset();
                }
                Await.until("it has closed", () -> !other.ask(request("it.farewell", id))
                        .equals("\"\""));
                assertThat(other.ask(request("it.farewell", id))).isEqualTo("\"closed with 0 running, false\"");
            }
        }
    }

    @Test
    default void keepsAttributesForEachConnection() throws Exception {
        try (TextClient one = connect();
                TextClient two = connect()) {
            assertThat(one.ask(request("it.remember", "\"a\""))).isEqualTo("\"\"");
            assertThat(two.ask(request("it.remember", "\"b\""))).isEqualTo("\"\"");
            assertThat(one.ask(request("it.remember", "\"c\""))).isEqualTo("\"a\"");
        }
    }

    @Test
    default void sendsToAnotherConnection() throws Exception {
        try (TextClient sender = connect();
                TextClient receiver = connect()) {
            String order = "{\"to\":" + id(receiver) + ",\"event\":\"chat \\\"1\\\"\",\"params\":{\"a\":[null]}}";
            assertThat(sender.ask(request("it.sendTo", order))).isEqualTo("null");
            assertThat(receiver.next()).isEqualTo("{\"Route\":\"chat \\\"1\\\"\",\"Params\":{\"a\":[null]}}");
        }
    }

    @Test
    default void sendsEventsInOrderAndBeforeTheAnswer() throws Exception {
        try (TextClient client = connect()) {
            client.send(request("it.sendBack", "100"));
            for (int i = 0; i < 100; i++) {
                assertThat(client.next()).isEqualTo(request("it.event", String.valueOf(i)));
            }
            assertThat(client.next()).isEqualTo("100");
        }
    }

    @Test
    default void closesAConnectionAfterWhatWasSentBefore() throws Exception {
        try (TextClient closer = connect();
                TextClient closed = connect()) {
            String order = "{\"id\":" + id(closed) + ",\"code\":4000,\"reason\":\"Bye \u20ac\"}";
            assertThat(closer.ask(request("it.close", order))).isEqualTo("\"closed\"");
            assertThat(closed.next()).isEqualTo(request("it.last", "\"words\""));
            assertThat(closed.ending()).isEqualTo(new TextClient.Ending(4000, "Bye \u20ac"));
        }
    }

    @Test
    default void closesTheConnectionOfTheCaller() throws Exception {
        try (TextClient client = connect()) {
            client.send(request("it.close", "{\"code\":1008,\"reason\":\"Rules\"}"));
            assertThat(client.next()).isEqualTo(request("it.last", "\"words\""));
            assertThat(client.ending()).isEqualTo(new TextClient.Ending(1008, "Rules"));
        }
    }

    @Test
    default void refusesCloseCodesThatMustNotBeSent() throws Exception {
        try (TextClient client = connect()) {
            for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 2000, 2999, 5000}) {
                client.send(request("it.close", "{\"code\":" + code + ",\"reason\":\"\"}"));
                assertThat(client.next()).isEqualTo(request("it.last", "\"words\""));
                assertThat(client.next()).isEqualTo("\"refused\"");
            }
            client.send(request("it.close", "{\"code\":1000,\"reason\":\"" + "\u20ac".repeat(42) + "\"}"));
            assertThat(client.next(2)).contains("\"refused\"");
            client.send(request("it.close", "{\"code\":1000,\"reason\":\"" + "\u20ac".repeat(41) + "\"}"));
            assertThat(client.next()).isEqualTo(request("it.last", "\"words\""));
            assertThat(client.ending()).isEqualTo(new TextClient.Ending(1000, "\u20ac".repeat(41)));
        }
    }

    @Test
    default void tellsAHandlerThatItsClientIsGone() throws Exception {
        String key = newKey();
        try (TextClient other = connect()) {
            try (RawClient client = raw()) {
                client.text(request("it.hold", key));
                Await.until(
                        "it runs", () -> other.ask(request("it.started", key)).equals("1"));
                client.reset();
            }
            Await.until(
                    "it knows", () -> other.ask(request("it.cancelled", key)).equals("1"));
            assertThat(other.ask(request("it.absent", "1"))).isEqualTo(failure(1, "Handler not found"));
        }
    }
}
