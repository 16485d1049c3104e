package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is, and what its answer looks like. */
interface EnvelopeBehaviour extends Target {

    private void answers(String request, String answer) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request)).isEqualTo(answer);
        }
    }

    @Test
    default void answersWithNothingAroundTheResultWhereThereIsNoId() throws Exception {
        answers(request("it.echo", "{\"a\":[1,\"x\",null,true]}"), "{\"a\":[1,\"x\",null,true]}");
    }

    @Test
    default void answersWithTheIdWhereThereIsOne() throws Exception {
        answers(request(7, "it.echo", "{\"a\":1}"), success(7, "{\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9007199254740991",
                "-9007199254740991",
                "\"a\"",
                "\"1234567890123456789012345678901234567890123456789012345678901234\"",
                "\"\uD83D\uDE00\"",
                "\"\\u00e9\\n\\\"\""
            })
    default void repeatsTheIdAsItWasWritten(String id) throws Exception {
        answers(
                "{\"Route\":\"it.echo\",\"Params\":1,\"Id\":" + id + "}",
                "{\"Id\":" + id + ",\"code\":0,\"msg\":\"ok\",\"data\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"12345678901234567890123456789012345678901234567890123456789012345\"",
                "9007199254740992",
                "-9007199254740992",
                "1.5",
                "1e2",
                "true",
                "null",
                "{}",
                "[7]"
            })
    default void refusesABadId(String id) throws Exception {
        answers("{\"Route\":\"it.echo\",\"Id\":" + id + "}", INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"route\":\"it.echo\",\"params\":5,\"id\":7}",
                "{\"ROUTE\":\"it.echo\",\"PARAMS\":5,\"ID\":7}",
                "{\"rOuTe\":\"it.echo\",\"pArAmS\":5,\"iD\":7}",
                "{\"\\u0052oute\":\"it.echo\",\"Par\\u0061ms\":5,\"I\\u0064\":7}"
            })
    default void readsTheNamesWhateverTheirCase(String request) throws Exception {
        answers(request, success(7, "5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Params\":5,\"Id\":7,\"Route\":\"it.echo\"}",
                "{\"Id\":7,\"Params\":5,\"Route\":\"it.echo\"}",
                " \t\r\n{ \"Params\" : 5 , \"Route\" : \"it.echo\" , \"Id\" : 7 } \n\r\t "
            })
    default void takesTheMembersInAnyOrder(String request) throws Exception {
        answers(request, success(7, "5"));
    }

    @Test
    default void countsTheLastOfARepeatedMember() throws Exception {
        answers(
                "{\"Route\":\"it.void\",\"Params\":1,\"Id\":1,\"route\":\"it.echo\",\"PARAMS\":5,\"iD\":7}",
                success(7, "5"));
    }

    @Test
    default void refusesARepeatedMemberWhoseLastIsBad() throws Exception {
        answers("{\"Route\":\"it.echo\",\"Route\":5}", INVALID);
    }

    @Test
    default void acceptsARepeatedMemberWhoseLastIsGood() throws Exception {
        answers("{\"Route\":5,\"Id\":[],\"Route\":\"it.echo\",\"Id\":7,\"Params\":1}", success(7, "1"));
    }

    @Test
    default void ignoresOtherMembersWhateverTheyHold() throws Exception {
        answers(
                "{\"x\":{\"Route\":\"it.void\",\"Id\":1},\"Route\":\"it.echo\",\"\":[[{}]],\"Params\":5,\"code\":9,"
                        + "\"Routes\":1,\"Id\":7,\"Id \":8}",
                success(7, "5"));
    }

    @Test
    default void takesAbsentParamsForNull() throws Exception {
        answers("{\"Route\":\"it.echo\"}", "null");
        answers("{\"Route\":\"it.person\"}", "null");
    }

    @Test
    default void answersNullForNoResult() throws Exception {
        for (String route : new String[] {"it.void", "it.voidNow", "it.null", "it.nullStage", "it.stageOfNothing"}) {
            answers(request(route, "{\"ignored\":true}"), "null");
            answers(request(7, route, "1"), success(7, "null"));
        }
    }

    @Test
    default void bindsParamsAndResults() throws Exception {
        String ada = "{\"age\":36,\"friend\":{\"age\":44,\"name\":\"Charles\"},\"name\":\"Ada\"}";
        answers(request("it.person", ada), ada);
        answers(request("it.stage", ada), ada);
        answers(request("it.names", "{\"b\":" + ada + ",\"a\":null}"), "[\"a\",\"b\"]");
        answers(request("it.int", "5"), "5");
        answers(request("it.callFirst", "{\"a\":1}"), "\"it.callFirst1\"");
        answers(request("it.handlerBean", "[1,2]"), "[2,4]");
    }

    @Test
    default void repeatsTextAsItWas() throws Exception {
        String text = "\"\u00e4\u20ac\uD83D\uDE00 \\\" \\\\ / \\n\"";
        answers(request("it.echo", text), text);
    }

    @Test
    default void acceptsTheLongestRouteName() throws Exception {
        answers(request("r".repeat(200), "1"), failure(1, "Handler not found"));
        answers(request("r".repeat(201), "1"), INVALID);
    }

    @Test
    default void answersInTheOrderOfTheRequestsWhereThereIsNoId() throws Exception {
        String key = newKey();
        try (RawClient client = raw();
                TextClient other = connect()) {
            client.text(request("it.later", key));
            client.text(request("it.echo", "1"));
            client.text(request("it.echoBlocking", "2"));
            client.text("no request");
            // The pong tells that all of them were read, and that none was answered out of turn.
            client.ping();
            assertThat(client.read().opcode()).isEqualTo(RawClient.PONG);
            other.ask(request("it.openGate", key));
            assertThat(client.readText()).isEqualTo(key);
            assertThat(client.readText()).isEqualTo("1");
            assertThat(client.readText()).isEqualTo("2");
            assertThat(client.readText()).isEqualTo(INVALID);
        }
    }

    @Test
    default void letsAnswersWithAnIdOvertakeAnAsynchronousOne() throws Exception {
        String key = newKey();
        try (TextClient client = connect()) {
            client.send(request(1, "it.later", key));
            assertThat(client.ask(request(2, "it.echoBlocking", "2"))).isEqualTo(success(2, "2"));
            assertThat(client.ask(request("it.echo", "3"))).isEqualTo("3");
            client.send(request(4, "it.openGate", key));
            assertThat(client.next(2)).containsExactlyInAnyOrder(success(1, key), success(4, "true"));
        }
    }

    @Test
    default void keepsTheOrderOfRoutesThatBlockAndOthers() throws Exception {
        try (TextClient client = connect()) {
            for (int i = 0; i < 300; i++) {
                client.send(request(i % 3 == 0 ? "it.echoBlocking" : "it.echo", String.valueOf(i)));
            }
            assertThat(client.next(300))
                    .isEqualTo(IntStream.range(0, 300).mapToObj(String::valueOf).collect(Collectors.toList()));
        }
    }

    /** JSON has more than one spelling for many values; what comes back unchanged, comes back as it was spelt. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e5",
                "1E-7",
                "-0",
                "0.10e1",
                "12345678901234567890123",
                "{\"a\":1,\"a\":2}",
                "[ 1 , 2 ]",
                "\"\\u0041\""
            })
    default void echoesParamsAsTheyAre(String params) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.echo", params))).isEqualTo(params);
            assertThat(client.ask(request("it.echoBlocking", params))).isEqualTo(params);
        }
    }
}
