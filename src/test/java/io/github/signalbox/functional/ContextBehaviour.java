package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CDI around handlers. */
interface ContextBehaviour extends Target {

    private static List<String> texts(String array) {
        try (JsonReader reader = Json.createReader(new StringReader(array))) {
            return reader.readArray().getValuesAs(JsonString::getString);
        }
    }

    private static List<Integer> tally(TextClient client) throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(client.ask(request("it.tally", "null"))))) {
            return reader.readArray().getValuesAs(JsonNumber::intValue);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"it.request", "it.requestNow", "it.requestStage"})
    default void givesEachRequestAScopeOfItsOwn(String route) throws Exception {
        try (TextClient client = connect()) {
            List<String> first = texts(client.ask(request(route, "null")));
            List<String> second = texts(client.ask(request(route, "null")));
            assertThat(first.get(0)).isEqualTo(first.get(1)).isNotEqualTo(second.get(0));
            assertThat(first.get(2)).isEqualTo(second.get(2)).isNotIn(first.get(0), second.get(0), "null");
        }
    }

    @Test
    default void destroysWhatLivesForARequest() throws Exception {
        try (TextClient client = connect()) {
            client.ask(request("it.request", "null"));
            Await.until("all but none is destroyed", () -> {
                List<Integer> tally = tally(client);
                return tally.get(0) > 0 && tally.get(0).equals(tally.get(1));
            });
        }
    }

    @Test
    default void observesClosedWithinARequest() throws Exception {
        try (TextClient client = connect()) {
            int before = tally(client).get(4);
            try (TextClient other = connect()) {
                // One that resets sooner, Payara does not miss until it fails to answer a ping.
                assertThat(other.ask(request("it.echo", "1"))).isEqualTo("1");
            }
            Await.until("it was observed", () -> tally(client).get(4) > before);
        }
    }

    @Test
    default void makesADependentBeanForEachCallAndDestroysIt() throws Exception {
        try (TextClient client = connect()) {
            int made = tally(client).get(2);
            assertThat(client.ask(request("it.dependent", "null"))).isEqualTo("1");
            assertThat(client.ask(request("it.dependent", "null"))).isEqualTo("1");
            assertThat(client.ask(request("it.dependentFails", "null"))).isEqualTo(failure(1, "Handler failed"));
            List<Integer> tally = tally(client);
            assertThat(tally.get(2)).isEqualTo(made + 3).isEqualTo(tally.get(3));
        }
    }

    @Test
    default void answersForABeanThatCannotBeMade() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.stillborn", "null"))).isEqualTo(failure(1, "Handler failed"));
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"it.intercepted", "it.interceptedNow"})
    default void appliesInterceptors(String route) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request(route, "\"a\""))).isEqualTo("\"a,a\"");
        }
    }
}
