package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The codes of failures. The connection stays open after every one of them. */
interface FailureBehaviour extends Target {

    /** The answer, after which the connection must answer another request. */
    private void answers(String request, String answer) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request)).isEqualTo(answer);
            assertThat(client.ask(request("it.echo", "\"still here\""))).isEqualTo("\"still here\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "5",
                "\"it.echo\"",
                "[]",
                "[{\"Route\":\"it.echo\"}]",
                "{}",
                "{\"Params\":1}",
                "{\"Route\":\"\"}",
                "{\"Route\":null}",
                "{\"Route\":5}",
                "{\"Route\":[\"it.echo\"]}",
                "{\"Route\":\"it.echo\"",
                "{\"Route\":\"it.echo\"}}",
                "{\"Route\":\"it.echo\"} {\"Route\":\"it.echo\"}",
                "{\"Route\":\"it.echo\",}",
                "{'Route':'it.echo'}",
                "{Route:\"it.echo\"}",
                "{\"Route\":\"it.echo\",\"Params\":01}",
                "{\"Route\":\"it.echo\",\"Params\":NaN}",
                "{\"Route\":\"it.echo\",\"Params\":\"\u0001\"}",
                "{\"Route\":\"it.echo\",\"Params\":\"\\x\"}",
                "\uFEFF{\"Route\":\"it.echo\"}",
                "{\"Route\":\"it.echo\"/*comment*/}"
            })
    default void answersCode1ToWhatIsNoRequest(String text) throws Exception {
        answers(text, INVALID);
    }

    @Test
    default void answersWithTheIdOfWhatIsJsonButNoRequest() throws Exception {
        answers("{\"Id\":7}", failure(7, 1, "Invalid JSON payload"));
        answers("{\"Id\":\"a\",\"Route\":5}", INVALID.replace("{", "{\"Id\":\"a\","));
    }

    @Test
    default void answersCode1ToARouteThatIsNotThere() throws Exception {
        answers(request("it.absent", "1"), failure(1, "Handler not found"));
        answers(request(7, "it.absent", "1"), failure(7, 1, "Handler not found"));
        answers(request("IT.ECHO", "1"), failure(1, "Handler not found"));
        answers(request("$unknown", "1"), failure(1, "Handler not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checked", "unchecked", "error", "stack", "memory"})
    default void answersCode1ToAnyOtherExceptionAndTellsNothingOfIt(String kind) throws Exception {
        answers(request("it.throw", "\"" + kind + "\""), failure(1, "Handler failed"));
        answers(request(7, "it.throw", "\"" + kind + "\""), failure(7, 1, "Handler failed"));
    }

    @Test
    default void answersCode1ToAResultThatCannotBeWritten() throws Exception {
        answers(request("it.unwritable", "1"), failure(1, "Handler failed"));
        answers(request(7, "it.toldUnwritable", "1"), failure(7, 1, "Handler failed"));
    }

    @Test
    default void answersCode1ToAStageThatFails() throws Exception {
        String key = newKey();
        try (TextClient client = connect();
                TextClient other = connect()) {
            client.send(request("it.later", key));
            other.ask(request("it.breakGate", key));
            assertThat(client.next()).isEqualTo(failure(1, "Handler failed"));
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    default void tellsWhatARouteExceptionSays() throws Exception {
        answers(request("it.told", "\"no \\\"such\\\" chat\\n\""), failure(1, "no \\\"such\\\" chat\\n"));
        answers(request(7, "it.told", "\"no such chat\""), failure(7, 1, "no such chat"));
        answers(request("it.toldMore", "{\"a\":1}"), "{\"code\":4711,\"msg\":\"more\",\"data\":{\"a\":1}}");
        answers(request(7, "it.toldMore", "[2]"), "{\"Id\":7,\"code\":4711,\"msg\":\"more\",\"data\":[2]}");
        answers(request(7, "it.toldLater", "\"later\""), failure(7, 9, "later"));
    }

    @Test
    default void answers401ToThoseWhoHaveNotSignedIn() throws Exception {
        answers(request("it.admins", "1"), failure(401, "Not signed in"));
        answers(request("it.everybody", "1"), "\"for everybody\"");
    }

    @Test
    default void answers403WhereNobodyMayCall() throws Exception {
        answers(request(7, "it.nobody", "1"), failure(7, 403, "Not allowed"));
    }

    @Test
    default void answers408WhenTheHandlerTakesTooLong() throws Exception {
        String key = newKey();
        try (TextClient client = connect();
                TextClient other = connect()) {
            client.send(request(1, "it.later", key));
            client.send(request("it.hold", key));
            client.send(request("it.echo", "1"));
            assertThat(client.next(3))
                    .containsExactlyInAnyOrder(
                            failure(1, 408, "Handler took too long"), failure(408, "Handler took too long"), "1");
            Await.until("both handlers know", () -> other.ask(request("it.cancelled", key))
                    .equals("2"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":{}}", "{\"age\":\"many\"}", "[1]", "\"Ada\"", "5"})
    default void answers422ToParamsThatDoNotFit(String params) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.person", params)))
                    .startsWith("{\"code\":422,\"msg\":\"Params do not fit\",\"data\":[{\"field\":\"")
                    .doesNotContain("yasson", "Exception", "io.github", "java.");
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    default void namesTheFieldThatDoesNotFit() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request(7, "it.person", "{\"friend\":{\"age\":\"many\"}}")))
                    .startsWith(
                            "{\"Id\":7,\"code\":422,\"msg\":\"Params do not fit\",\"data\":[{\"field\":\"friend.age\",");
        }
    }

    @Test
    default void answers422ToNullWhereAPrimitiveIsWanted() throws Exception {
        answers(
                request("it.int", "null"),
                "{\"code\":422,\"msg\":\"Params do not fit\",\"data\":[{\"field\":\"\",\"message\":\"must not be null\"}]}");
    }

    @Test
    default void answers429BeyondTheMostPendingAnswers() throws Exception {
        String key = newKey();
        try (TextClient client = connect()) {
            for (int id = 1; id <= MAX_PENDING; id++) {
                client.send(request(id, "it.later", key));
            }
            client.send(request(1000, "it.later", key));
            assertThat(client.next()).isEqualTo(failure(1000, 429, "Too many requests"));
            client.send(request("it.openGate", key));
            assertThat(client.next(MAX_PENDING + 1)).contains("true", success(1, key), success(MAX_PENDING, key));
            assertThat(client.ask(request(1000, "it.later", key))).isEqualTo(success(1000, key));
        }
    }
}
