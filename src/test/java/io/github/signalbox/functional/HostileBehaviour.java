package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are meant to hurt: each gets one answer, and the connection lives. */
interface HostileBehaviour extends Target {

    int MUTATIONS = 3000;
    int BATCH = 20;

    /** What neither JSON nor this server takes. */
    static List<String> unreadable() {
        return List.of(
                "[".repeat(30_000),
                "[".repeat(30_000) + "]".repeat(30_000),
                "{\"Route\":\"it.echo\",\"Params\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}",
                "{\"Route\":\"it.echo\",\"Params\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}",
                "{\"a\":".repeat(10_000),
                "{\"Route\":\"it.echo\",\"Params\":\"" + "x".repeat(60_000),
                "{\"Route\":\"" + "x".repeat(60_000) + "\"}",
                "{\"Id\":\"" + "x".repeat(60_000) + "\",\"Route\":\"it.echo\"}",
                "{\"Id\":" + "9".repeat(60_000) + ",\"Route\":\"it.echo\"}",
                "\\u0000".repeat(10_000),
                "\"" + "\\ud800".repeat(10_000) + "\"",
                " ".repeat(65_000),
                "-",
                "\u0000",
                "{\"Route\":\"it.echo\",\"Params\":1e}",
                "{\"Route\":\"it.echo\",\"Params\":\"\\u12\"}",
                "{\"Route\":\"it.echo\",\"Params\":\"\\ud8\"}");
    }

    @ParameterizedTest
    @MethodSource("io.github.signalbox.functional.HostileBehaviour#unreadable")
    default void refusesWhatIsNoRequest(String text) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(text)).isEqualTo(INVALID);
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    default void readsAThousandMembers() throws Exception {
        String members = IntStream.range(0, 1000)
                .mapToObj(i -> "\"m" + i + "\":" + i + ",\"id\":" + i + ",")
                .collect(Collectors.joining());
        try (TextClient client = connect()) {
            assertThat(client.ask("{" + members + "\"Params\":5,\"Route\":\"it.echo\"}"))
                    .isEqualTo(Target.success(999, "5"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400000000", "-1e-400000000", "1e999999999999999999", "0.1e-2147483649"})
    default void survivesNumbersBeyondAllBounds(String number) throws Exception {
        try (TextClient client = connect()) {
            for (String params : List.of(
                    number,
                    "{\"age\":" + number + "}",
                    "{\"fortune\":" + number + "}",
                    "{\"unknown\":" + number + "}")) {
                for (String route : List.of("it.echo", "it.person", "it.int", "it.names", "it.callFirst")) {
                    String answer = client.ask(request(route, params));
                    assertThat(answer.length()).as(route + " " + params).isLessThan(300);
                    assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
                }
            }
        }
    }

    @Test
    default void survivesLoneSurrogates() throws Exception {
        try (TextClient client = connect()) {
            for (String lone : List.of("\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800", "\\uD83D")) {
                for (String request : List.of(
                        request("it.echo", "\"" + lone + "\""),
                        request("it.person", "{\"name\":\"" + lone + "\"}"),
                        request("it.told", "\"" + lone + "\""),
                        request(lone, "1"),
                        "{\"Id\":\"" + lone + "\",\"Route\":\"it.void\"}")) {
                    assertThat(client.ask(request)).as(request).isNotEmpty();
                    assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
                }
            }
        }
    }

    @Test
    default void cutsCallersTextInAnswers() throws Exception {
        String big = "x".repeat(60_000);
        try (TextClient client = connect()) {
            for (String request : List.of(
                    request(big.substring(0, 200), "1"),
                    request("it.person", "\"" + big + "\""),
                    request("it.person", "{\"age\":\"" + big + "\"}"),
                    request("it.names", "{\"" + big + "\":5}"))) {
                assertThat(client.ask(request).length()).isLessThan(300);
            }
        }
    }

    @Test
    default void survivesParamsAsDeepAsTheyMayBe() throws Exception {
        String deep = "[".repeat(990) + "]".repeat(990);
        String friends = "{\"friend\":".repeat(990) + "null" + "}".repeat(990);
        try (TextClient client = connect()) {
            for (String route : List.of("it.echo", "it.echoBlocking", "it.person", "it.names", "it.toldMore")) {
                for (String params : List.of(deep, friends)) {
                    assertThat(client.ask(request(route, params))).as(route).isNotEmpty();
                    assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
                }
            }
        }
    }

    /** Every text is followed by an echo: so each has had one answer, and nothing is out of step. */
    @Test
    default void answersEveryMutationOfARequestOnce() throws Exception {
        Random random = new Random(20_261_124);
        List<String> seeds = List.of(
                "{\"Route\":\"it.echo\",\"Params\":{\"a\":[1,2.5e3,\"x\\u00e9\\n\",null,true],\"b\":{}},\"Id\":7}",
                "{\"Id\":\"abc\",\"Params\":{\"name\":\"Ada\",\"age\":36,\"friend\":{\"age\":1}},\"Route\":\"it.person\"}",
                "{\"params\":[1,2,3],\"ROUTE\":\"it.handlerBean\",\"x\":[[[]]]}");
        try (TextClient client = connect()) {
            for (int batch = 0; batch < MUTATIONS / BATCH; batch++) {
                String[] texts = new String[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    texts[i] = mutated(seeds.get(random.nextInt(seeds.size())), random);
                    client.send(texts[i]).send(request("it.echo", "\"after-" + i + "\""));
                }
                for (int i = 0; i < BATCH; i++) {
                    String answer = client.next();
                    assertThat(isDocumented(answer))
                            .as(texts[i] + " -> " + answer)
                            .isTrue();
                    assertThat(client.next()).as(texts[i]).isEqualTo("\"after-" + i + "\"");
                }
            }
        }
    }

    private static String mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int change = random.nextInt(4); change >= 0 && text.length() > 1; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x80));
                case 2 -> text.insert(at, "{}[]\",:\\0-e.u ".charAt(random.nextInt(14)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    /** A JSON text; and if it is an envelope of the server's, one with a code that this input can have. */
    private static boolean isDocumented(String answer) {
        if (!answer.startsWith("{") && !answer.startsWith("[")) {
            return true;
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer))) {
            JsonStructure read = reader.read();
            return !answer.contains("\"code\":")
                    || List.of(0, 1, 422).contains(read.asJsonObject().getInt("code"));
        } catch (JsonException e) {
            return false;
        }
    }
}
