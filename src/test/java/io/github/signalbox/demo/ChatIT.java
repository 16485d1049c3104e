package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.TextClient;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat, over the wire. Each test has rooms of its own. */
class ChatIT {

    private static final Pattern YOU = Pattern.compile("\"you\":\"([0-9a-f]+)\"");
    private static final Pattern FROM = Pattern.compile("\"from\":\"([0-9a-f]+)\"");

    private static SignalboxServer server;

    @BeforeAll
    static void start() {
        server = SignalboxServer.builder().host("127.0.0.1").port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TextClient connect() throws Exception {
        return TextClient.open(URI.create("ws://127.0.0.1:" + server.port() + "/ws"));
    }

    private static String join(String room, String name) {
        return "{\"Route\":\"chat.join\",\"Params\":{\"room\":\"" + room + "\",\"name\":\"" + name + "\"},\"Id\":1}";
    }

    private static String say(String room, String text) {
        return "{\"Route\":\"chat.say\",\"Params\":{\"room\":\"" + room + "\",\"text\":\"" + text + "\"},\"Id\":2}";
    }

    private static String news(String room, int revision, String names, String news) {
        return "{\"Route\":\"chat.people\",\"Params\":{\"count\":" + names.split(",").length + ",\"names\":[" + names
                + "],\"news\":\"" + news + "\",\"revision\":" + revision + ",\"room\":\"" + room + "\"}}";
    }

    @Test
    void tellsThoseInARoomWhatIsSaidAndWhoComesAndGoes() throws Exception {
        try (TextClient ada = connect();
                TextClient eve = connect()) {
            eve.send(join("elsewhere", "Eve")).next(2);
            List<String> entered = ada.send(join("talk", " Ada ")).next(2);
            assertThat(entered.get(0)).isEqualTo(news("talk", 1, "\"Ada\"", "Ada is here"));
            assertThat(entered.get(1))
                    .matches(
                            "\\{\"Id\":1,\"code\":0,\"msg\":\"ok\",\"data\":\\{\"messages\":\\[],\"name\":\"Ada\",\"people\":"
                                    + "\\{\"count\":1,\"names\":\\[\"Ada\"],\"revision\":1,\"room\":\"talk\"},\"room\":\"talk\","
                                    + "\"you\":\"[0-9a-f]+\"}}");
            try (TextClient bob = connect()) {
                bob.send(join("talk", "Bob")).next(2);
                assertThat(ada.next()).isEqualTo(news("talk", 2, "\"Ada\",\"Bob\"", "Bob is here"));

                List<String> said = bob.send(say("talk", "<i>Hello</i>")).next(2);
                assertThat(said.get(0))
                        .startsWith("{\"Route\":\"chat.message\",\"Params\":{\"from\":\"")
                        .contains("\"name\":\"Bob\",\"number\":1,\"room\":\"talk\",", "\"text\":\"<i>Hello</i>\"");
                assertThat(ada.next()).isEqualTo(said.get(0));
            }
            assertThat(ada.next()).isEqualTo(news("talk", 3, "\"Ada\"", "Bob has left"));
            assertThat(eve.ask("{\"Route\":\"echo\",\"Params\":1,\"Id\":3}")).contains("\"Id\":3");
        }
    }

    @Test
    void tellsApartWhoHasTakenOneName() throws Exception {
        try (TextClient ada = connect();
                TextClient other = connect()) {
            String first = member(YOU, ada.send(join("names", "Ada")).next(2).get(1));
            String second = member(YOU, other.send(join("names", "Ada")).next(2).get(1));
            ada.next();
            assertThat(first).isNotEqualTo(second);

            assertThat(member(FROM, ada.send(say("names", "It is me")).next(2).get(0)))
                    .isEqualTo(first);
            other.next();
            assertThat(member(FROM, other.send(say("names", "It is me")).next(2).get(0)))
                    .isEqualTo(second);
        }
    }

    private static String member(Pattern pattern, String json) {
        Matcher member = pattern.matcher(json);
        assertThat(member.find()).as(json).isTrue();
        return member.group(1);
    }

    @Test
    void tellsWhoComesLaterWhatWasSaidAndForgetsARoomThatIsEmpty() throws Exception {
        try (TextClient ada = connect()) {
            ada.send(join("memory", "Ada")).next(2);
            for (int i = 1; i <= ChatRoom.MOST_MESSAGES + 1; i++) {
                ada.send(say("memory", "word " + i)).next(2);
            }
            try (TextClient bob = connect()) {
                assertThat(bob.send(join("memory", "Bob")).next(2).get(1))
                        .doesNotContain("\"word 1\"")
                        .contains("\"word 2\"", "\"word " + (ChatRoom.MOST_MESSAGES + 1) + "\"");
            }
            ada.next(2);
            String leave = "{\"Route\":\"chat.leave\",\"Params\":{\"room\":\"memory\"},\"Id\":3}";
            assertThat(ada.ask(leave)).isEqualTo("{\"Id\":3,\"code\":0,\"msg\":\"ok\",\"data\":null}");
            assertThat(ada.send(join("memory", "Ada")).next(2).get(1)).contains("\"messages\":[]");
        }
    }

    @Test
    void hearsOnlyThoseWhoAreIn() throws Exception {
        try (TextClient ada = connect();
                TextClient bob = connect()) {
            String refusal = "{\"Id\":2,\"code\":2,\"msg\":\"Join the room before you speak in it\",\"data\":null}";
            assertThat(ada.ask(say("closed", "Hello?"))).isEqualTo(refusal);
            bob.send(join("closed", "Bob")).next(2);
            assertThat(ada.ask(say("closed", "Hello?"))).isEqualTo(refusal);
        }
    }

    @Test
    void letsNobodyBeInManyRooms() throws Exception {
        try (TextClient ada = connect()) {
            for (int i = 0; i < Chat.MOST_ROOMS; i++) {
                ada.send(join("room-" + i, "Ada")).next(2);
            }
            assertThat(ada.ask(join("one-more", "Ada"))).startsWith("{\"Id\":1,\"code\":3,");
            assertThat(ada.send(join("room-0", "Another name")).next(2).get(1)).contains("\"code\":0");
        }
    }

    @Test
    void forgetsWhoIsCutOff() throws Exception {
        try (TextClient ada = connect()) {
            ada.send(join("cut", "Ada")).next(2);
            TextClient bob = connect();
            bob.send(join("cut", "Bob")).next(2);
            bob.close();
            Await.until("Bob has left", () -> ada.next().contains("Bob has left"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"room\":\"lobby\"}",
                "{\"name\":\"Ada\"}",
                "{\"name\":\"Ada\",\"room\":\"\"}",
                "{\"name\":\"Ada\",\"room\":\"Lobby\"}",
                "{\"name\":\"Ada\",\"room\":\"-\"}",
                "{\"name\":\"Ada\",\"room\":\"a-name-of-twenty-five-char\"}",
                "{\"name\":\" \",\"room\":\"lobby\"}",
                "{\"name\":\"a name of twenty-five char\",\"room\":\"lobby\"}",
            })
    void refusesNamesThatAreNone(String params) throws Exception {
        try (TextClient ada = connect()) {
            assertThat(ada.ask("{\"Route\":\"chat.join\",\"Params\":" + params + "}"))
                    .matches("\\{\"code\":1,\"msg\":\"A (room|name) has .*1 to 24 characters .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000A", "0000", "007F", "0085", "00AD", "061C", "200B", "200D", "202E", "2066", "FEFF"})
    void refusesANameWithWhatIsNotSeen(String character) throws Exception {
        try (TextClient ada = connect()) {
            assertThat(ada.ask(join("unseen", "A\\u" + character + "da")))
                    .isEqualTo(
                            "{\"Id\":1,\"code\":1,\"msg\":\"A name has no control and no format characters, but this one has U+"
                                    + character + "\",\"data\":null}");
        }
    }

    @Test
    void refusesANameWithATagThatIsNotSeen() throws Exception {
        try (TextClient ada = connect()) {
            assertThat(ada.ask(join("unseen", "Ada\udb40\udc41"))).contains("this one has U+E0041");
        }
    }

    @Test
    void takesAMessageOf500CharactersAndNoLonger() throws Exception {
        try (TextClient ada = connect()) {
            ada.send(join("long", "Ada \ud83d\ude80")).next(2);
            String longest = "\ud83d\ude00".repeat(ChatText.LONGEST_TEXT);
            assertThat(ada.send(say("long", longest)).next(2).get(0)).contains(longest);
            assertThat(ada.ask(say("long", longest + "!")))
                    .startsWith("{\"Id\":2,\"code\":1,\"msg\":\"A message has 1 to 500");
            assertThat(ada.ask(say("long", " "))).startsWith("{\"Id\":2,\"code\":1,\"msg\":\"A message has 1 to 500");
        }
    }
}
