package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events to rooms and to everyone. Tests run one after another: nobody else connects meanwhile. */
interface RoomsBehaviour extends Target {

    /** Of each sender; all together stay below {@code signalbox.max-outbound}. */
    int EVENTS = 250;

    private static String publication(String room, String event, String params) {
        return request("it.publish", "{\"room\":" + room + ",\"event\":\"" + event + "\",\"params\":" + params + "}");
    }

    /** Connects a client and lets it join a room. */
    private TextClient in(String room) throws Exception {
        TextClient client = connect();
        assertThat(client.ask(request("it.join", room))).isEqualTo("null");
        return client;
    }

    @Test
    default void sendsToThoseInARoomAndToNobodyElse() throws Exception {
        String room = newKey();
        try (TextClient ada = in(room);
                TextClient bob = in(room);
                TextClient eve = in(newKey())) {
            assertThat(eve.ask(publication(room, "news", "{\"a\":[\"\u20ac\"]}")))
                    .isEqualTo("null");

            assertThat(ada.next()).isEqualTo(request("news", "{\"a\":[\"\u20ac\"]}"));
            assertThat(bob.next()).isEqualTo(request("news", "{\"a\":[\"\u20ac\"]}"));
            assertThat(eve.ask(request("it.present", room))).isEqualTo("2");
        }
    }

    @Test
    default void sendsToEveryone() throws Exception {
        try (TextClient ada = connect();
                TextClient bob = connect()) {
            // Whoever connects is in the lobby before the first answer, so by then both are connected.
            assertThat(ada.ask(request("it.echo", "1"))).isEqualTo("1");
            assertThat(bob.ask(request("it.echo", "1"))).isEqualTo("1");

            bob.send(request("it.publish", "{\"event\":\"news\",\"params\":1}"));

            assertThat(ada.next()).isEqualTo(request("news", "1"));
            assertThat(bob.next(2)).containsExactly(request("news", "1"), "null");
            Await.until("nobody else is counted", () -> ada.ask(request("it.present", "null"))
                    .equals("2"));
        }
    }

    @Test
    default void sendsOnceToWhoHasJoinedTwiceAndNotToWhoHasLeft() throws Exception {
        String room = newKey();
        try (TextClient ada = in(room);
                TextClient bob = connect()) {
            ada.ask(request("it.join", room));
            bob.ask(publication(room, "news", "1"));
            ada.send(request("it.leave", room));
            assertThat(ada.next(2)).containsExactly(request("news", "1"), "null");

            bob.ask(publication(room, "news", "2"));
            assertThat(ada.ask(request("it.leave", room))).isEqualTo("null");
            assertThat(ada.ask(request("it.present", room))).isEqualTo("0");
        }
    }

    @Test
    default void tellsTheRoomsOfAConnectionAndLetsItJoinWhileItOpens() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.rooms", "null"))).isEqualTo("[\"lobby\"]");
            client.ask(request("it.join", "\"chess \\\"1\\\"\""));
            assertThat(client.ask(request("it.rooms", "null"))).isEqualTo("[\"chess \\\"1\\\"\",\"lobby\"]");
            client.ask(request("it.leave", "\"lobby\""));
            assertThat(client.ask(request("it.rooms", "null"))).isEqualTo("[\"chess \\\"1\\\"\"]");
        }
    }

    @Test
    default void endsMembershipWithTheConnection() throws Exception {
        String room = newKey();
        try (TextClient other = in(room)) {
            for (int i = 0; i < 20; i++) {
                RawClient client = raw();
                client.text(request("it.join", room));
                assertThat(client.readText()).isEqualTo("null");
                if (i % 2 == 0) {
                    // While it joins once more, and again.
                    client.text(request("it.join", newKey()));
                    client.text(request("it.join", newKey()));
                    client.reset();
                } else {
                    client.closeFrame(1000);
                    client.readClose();
                    client.close();
                }
            }
            // Payara and GlassFish may notice a reset no earlier than the pong that does not come.
            Await.until("they have left", Await.UNTIL_PINGS_TELL, () -> other.ask(request("it.present", room))
                    .equals("1"));
            Await.until("they are gone", () -> other.ask(request("it.present", "\"lobby\""))
                    .equals("1"));
        }
        try (TextClient back = connect()) {
            assertThat(back.ask(request("it.rooms", "null"))).isEqualTo("[\"lobby\"]");
        }
    }

    @Test
    default void keepsTheOrderOfEachThreadForEachReceiver() throws Exception {
        String room = newKey();
        String order = request("it.publishAside", "{\"room\":" + room + ",\"events\":" + EVENTS + "}");
        try (TextClient ada = in(room);
                TextClient bob = in(room);
                TextClient sender = in(room)) {
            sender.send(order);
            for (TextClient receiver : List.of(ada, bob, sender)) {
                int[] next = new int[RoomRoutes.SENDERS];
                for (int i = 0; i < RoomRoutes.SENDERS * EVENTS; i++) {
                    try (JsonReader reader = Json.createReader(new StringReader(receiver.next()))) {
                        JsonObject params = reader.readObject().getJsonObject("Params");
                        assertThat(params.getInt("n")).isEqualTo(next[params.getInt("sender")]++);
                    }
                }
            }
            assertThat(sender.next()).isEqualTo("null");
            assertThat(ada.ask(request("it.echo", "\"no more\""))).isEqualTo("\"no more\"");
        }
    }

    @Test
    default void sendsWhatATimerOfTheApplicationSends() throws Exception {
        String room = newKey();
        try (TextClient ada = in(room);
                TextClient bob = in(room);
                TextClient eve = in(newKey())) {
            assertThat(eve.ask(request("it.ticks", room))).isEqualTo("null");

            for (TextClient member : List.of(ada, bob)) {
                for (int n = 1; n <= RoomRoutes.Ticks.LAST; n++) {
                    assertThat(member.next()).isEqualTo(request(RoomRoutes.Ticks.EVENT, String.valueOf(n)));
                }
            }
            assertThat(eve.ask(request("it.echo", "\"no more\""))).isEqualTo("\"no more\"");
        }
    }

    @Test
    default void refusesARoomWithoutAName() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.tryJoin", "\"\""))).isEqualTo("\"IllegalArgumentException\"");
            assertThat(client.ask(request("it.tryJoin", "null"))).isEqualTo("\"NullPointerException\"");
            assertThat(client.ask(request("it.tryJoin", "\" \""))).isEqualTo("\"joined\"");
        }
    }
}
