package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Messages that come in many frames, and frames that come in many pieces. */
interface FragmentsBehaviour extends Target {

    /** What servers read at once, or a multiple of it. */
    int READ = 16_384;

    /** Enough for a server to stop reading in the middle, and not to be full. */
    int PIPELINED = 300;

    /** The frames of a message, each with so many bytes of it. */
    static byte[] fragments(byte[] message, int size) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int at = 0; at < message.length; at += size) {
            int end = Math.min(message.length, at + size);
            int first = (at == 0 ? RawClient.TEXT : 0) | (end == message.length ? RawClient.FIN : 0);
            frames.writeBytes(RawClient.frame(first, Arrays.copyOfRange(message, at, end)));
        }
        return frames.toByteArray();
    }

    private static byte[] echo(String params) {
        return request("it.echo", params).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] frames(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(frames).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] first(byte[] message, int end) {
        return RawClient.frame(RawClient.TEXT, Arrays.copyOf(message, end));
    }

    private static byte[] last(byte[] message, int from) {
        return RawClient.frame(RawClient.FIN, Arrays.copyOfRange(message, from, message.length));
    }

    @Test
    default void acceptsTextWhoseCharactersAreCutByFragments() throws Exception {
        String params = "\"\u00e4\u20ac\uD83D\uDE00\"";
        try (RawClient client = raw()) {
            client.write(fragments(echo(params), 1));
            assertThat(client.readText()).isEqualTo(params);
        }
    }

    @Test
    default void acceptsTextThatComesByteByByte() throws Exception {
        String params = "\"\u00e4\u20ac\uD83D\uDE00\"";
        byte[] message = echo(params);
        try (RawClient client = raw()) {
            for (byte each : frames(RawClient.textFrame(request("it.echo", params)), fragments(message, 7))) {
                client.write(new byte[] {each});
            }
            assertThat(client.readText()).isEqualTo(params);
            assertThat(client.readText()).isEqualTo(params);
        }
    }

    /** With characters of three bytes in each of the three places where the end of what is read at once can cut them. */
    @Test
    default void acceptsMessagesThatEndWhereWhatIsReadEnds() throws Exception {
        int around = echo("\"\"").length;
        try (RawClient client = raw()) {
            for (int size : new int[] {READ / 2, READ, 2 * READ, 3 * READ, MAX_MESSAGE_SIZE - 1}) {
                for (int more = -1; more <= 1; more++) {
                    int bytes = size + more - around;
                    String params = "\"" + "x".repeat(bytes % 3) + "\u20ac".repeat(bytes / 3) + "\"";
                    byte[] message = echo(params);
                    client.write(RawClient.frame(RawClient.FIN | RawClient.TEXT, message));
                    assertThat(client.readText()).as("%d bytes", message.length).isEqualTo(params);
                    client.write(fragments(message, READ));
                    assertThat(client.readText())
                            .as("%d bytes in fragments", message.length)
                            .isEqualTo(params);
                }
            }
        }
    }

    @Test
    default void acceptsEmptyFragments() throws Exception {
        byte[] message = echo("\"a\"");
        byte[] none = {};
        byte[] next = RawClient.frame(0, none);
        try (RawClient client = raw()) {
            client.write(frames(RawClient.frame(RawClient.TEXT, none), next, last(message, 0)));
            client.write(frames(first(message, message.length), RawClient.frame(RawClient.FIN, none)));
            client.write(frames(first(message, 5), next, next, last(message, 5)));
            for (int i = 0; i < 3; i++) {
                assertThat(client.readText()).isEqualTo("\"a\"");
            }
        }
    }

    @Test
    default void answersEmptyMessages() throws Exception {
        byte[] none = {};
        try (RawClient client = raw()) {
            client.text("");
            assertThat(client.readText()).isEqualTo(INVALID);
            client.write(frames(RawClient.frame(RawClient.TEXT, none), RawClient.frame(RawClient.FIN, none)));
            assertThat(client.readText()).isEqualTo(INVALID);
            client.write(RawClient.textFrame(request("it.echo", "1")));
            assertThat(client.readText()).isEqualTo("1");
        }
    }

    @Test
    default void answersPingsBetweenFragments() throws Exception {
        byte[] message = echo("\"a\"");
        try (RawClient client = raw()) {
            client.write(first(message, 5));
            for (int i = 0; i < 3; i++) {
                client.ping();
                assertThat(nextButPings(client).opcode()).isEqualTo(RawClient.PONG);
            }
            client.write(last(message, 5));
            assertThat(client.readText()).isEqualTo("\"a\"");
        }
    }

    private static RawClient.Frame nextButPings(RawClient client) throws Exception {
        RawClient.Frame frame = client.read();
        while (frame.opcode() == RawClient.PING) {
            frame = client.read();
        }
        return frame;
    }

    @Test
    default void answersACloseBetweenFragmentsAndNothingElse() throws Exception {
        try (RawClient client = raw()) {
            client.write(first(echo("\"a\""), 5));
            client.closeFrame(1000);
            RawClient.Frame frame = nextButPings(client);
            assertThat(frame.opcode()).isEqualTo(RawClient.CLOSE);
            assertThat(frame.code()).isEqualTo(1000);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    default void refusesACharacterThatFragmentsDoNotCompleteWith1007() throws Exception {
        byte[] begun = frames(echo("\"a\""), new byte[] {(byte) 0xe2, (byte) 0x82});
        for (byte[] rest : new byte[][] {{}, {'"'}, {(byte) 0xe2}}) {
            try (RawClient client = raw()) {
                client.write(first(begun, begun.length));
                client.write(RawClient.frame(RawClient.FIN, rest));
                assertThat(client.readClose().code()).as(Arrays.toString(rest)).isEqualTo(1007);
            }
        }
    }

    /** Some in one frame, some in three with a ping between, to handlers of both kinds. */
    @Test
    default void answersFragmentedMessagesInOrderHoweverManyAreAhead() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < PIPELINED; i++) {
            String route = i % 3 == 0 ? "it.echoBlocking" : "it.echo";
            byte[] message = request(route, String.valueOf(i)).getBytes(StandardCharsets.UTF_8);
            if (i % 2 == 0) {
                all.writeBytes(RawClient.frame(RawClient.FIN | RawClient.TEXT, message));
            } else {
                all.writeBytes(first(message, 10));
                all.writeBytes(RawClient.frame(RawClient.FIN | RawClient.PING, new byte[0]));
                all.writeBytes(RawClient.frame(0, Arrays.copyOfRange(message, 10, 20)));
                all.writeBytes(last(message, 20));
            }
        }
        try (RawClient client = raw()) {
            Thread writer = client.writing(all.toByteArray());
            for (int i = 0; i < PIPELINED; i++) {
                assertThat(client.readText()).isEqualTo(String.valueOf(i));
            }
            writer.join();
        }
    }

    /** More wait at the gate than may, so that a server that can has stopped reading. */
    @Test
    default void answersAMessageThatBeganBeforeTheServerStoppedReading() throws Exception {
        String key = newKey();
        byte[] message = echo("\"a\"");
        int waiting = MAX_PENDING + 1;
        try (TextClient keeper = connect();
                RawClient client = raw()) {
            client.write(RawClient.textFrame(request("it.hold", key)));
            Await.until("one is at the gate", () -> !keeper.ask(request("it.started", key))
                    .equals("0"));
            for (int i = 1; i < waiting; i++) {
                client.write(RawClient.textFrame(request("it.hold", key)));
            }
            client.write(first(message, 5));
            client.write(last(message, 5));
            assertThat(keeper.ask(request("it.openGate", key))).isEqualTo("true");
            for (int i = 0; i < waiting; i++) {
                assertThat(client.readText()).isEqualTo(key);
            }
            assertThat(client.readText()).isEqualTo("\"a\"");
        }
    }

    @Test
    default void closesInTheMiddleOfAMessageAndTakesNoMoreOfIt() throws Exception {
        byte[] message = echo("\"a\"");
        try (RawClient client = raw()) {
            client.write(frames(
                    RawClient.textFrame(request("it.close", "{\"code\":1008,\"reason\":\"Rules\"}")),
                    first(message, 5)));
            assertThat(client.readClose().code()).isEqualTo(1008);
            byte[] close = RawClient.frame(RawClient.FIN | RawClient.CLOSE, new byte[] {1008 >> 8, (byte) 1008});
            client.writeAsLongAsPossible(frames(last(message, 5), close), 1);
            // Open Liberty ends the connection after half a minute otherwise: it hears nothing of what comes behind
            // half a message.
            client.endOutput();
            client.readToTheEnd();
        }
    }

    @Test
    default void forgetsAClientThatResetsInTheMiddleOfAMessage() throws Exception {
        byte[] message = echo("\"a\"");
        try (TextClient bystander = connect()) {
            for (int i = 0; i < 20; i++) {
                RawClient client = raw();
                client.write(i % 2 == 0 ? first(message, 5) : Arrays.copyOf(first(message, 9), 10));
                client.reset();
                assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
            }
            Await.until(
                    "the others are gone",
                    () -> bystander.ask(request("it.count", "null")).equals("1"));
        }
    }
}
