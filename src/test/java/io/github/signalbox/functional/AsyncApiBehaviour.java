package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.asyncapi.ReadDocument;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The AsyncAPI document over HTTP, of an application that has {@link DescribedRoutes}. */
interface AsyncApiBehaviour {

    /** Where that application's endpoint is. */
    URI described();

    /** What is at {@code asyncapi.json} beside an endpoint. */
    static HttpResponse<String> document(URI endpoint, String method, String... headers) throws Exception {
        URI uri = URI.create("http" + endpoint.toString().substring("ws".length()))
                .resolve("asyncapi.json");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    default void describesItsRoutesAtAsyncapiJson() throws Exception {
        HttpResponse<String> response = document(described(), "GET");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            JsonObject document = reader.readObject();
            assertThat(document.getString("asyncapi")).isEqualTo("3.0.0");
            assertThat(document.getValue("/channels/ws/address").toString()).isEqualTo("\"/ws\"");
            assertThat(document.getValue("/operations/it.describe.say/action").toString())
                    .isEqualTo("\"receive\"");
            assertThat(document.getValue("/operations/it.describe.said/action").toString())
                    .isEqualTo("\"send\"");
            JsonObject saying = document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject("Saying");
            assertThat(saying.getJsonArray("required").toString()).isEqualTo("[\"text\"]");
            assertThat(saying.getValue("/properties/text/maxLength").toString()).isEqualTo("100");
            assertThat(saying.getValue("/properties/at").toString()).contains("date-time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"text\":{}}", "{\"text\":\"\u263a\",\"at\":\"yesterday\"}"})
    default void describesWhatIsAnsweredToParamsThatDoNotBind(String params) throws Exception {
        answersAsDescribedThatParamsDoNotFit("it.describe.say", params);
    }

    /** With an Id and without. */
    default void answersAsDescribedThatParamsDoNotFit(String route, String params) throws Exception {
        ReadDocument document = ReadDocument.of(document(described(), "GET").body());
        try (TextClient client = TextClient.open(described())) {
            String request = "{\"Route\":\"" + route + "\",\"Params\":" + params;
            String bare = client.ask(request + "}");
            String correlated = client.ask(request + ",\"Id\":\"a\"}");

            assertThat(bare).startsWith("{\"code\":422,").contains("\"field\":");
            assertThat(document.problems("failure", bare)).isEmpty();
            assertThat(document.problems("failure", bare.replace("\"field\":", "\"Field\":")))
                    .isNotEmpty();
            assertThat(document.problems("failure.withId", correlated)).isEmpty();
            assertThat(document.problems("failure.withId", bare)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            it.describe.stream | {"number":1}   | {"number":"1"}
            it.describe.feed   | [{"number":2}] | {"number":2}
            """)
    default void describesTheItemsOfStreams(String route, String item, String other) throws Exception {
        ReadDocument document = ReadDocument.of(document(described(), "GET").body());
        try (TextClient client = TextClient.open(described())) {
            String next = client.ask("{\"Route\":\"" + route + "\",\"Id\":7}");

            assertThat(next).isEqualTo("{\"Id\":7,\"code\":0,\"msg\":\"next\",\"data\":" + item + "}");
            assertThat(document.problems(route + ".next", next)).isEmpty();
            assertThat(document.problems(route + ".next", next.replace(item, other)))
                    .isNotEmpty();
            assertThat(document.problems("end", client.next())).isEmpty();
            assertThat(document.at("/channels/ws/messages").has(route + ".result"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            it.describe.stage  | {"number":3}   | {"number":"3"}
            it.describe.future | [{"number":4}] | {"number":4}
            """)
    default void describesWhatStagesComeTo(String route, String result, String other) throws Exception {
        ReadDocument document = ReadDocument.of(document(described(), "GET").body());
        try (TextClient client = TextClient.open(described())) {
            String bare = client.ask("{\"Route\":\"" + route + "\"}");
            String answer = client.ask("{\"Route\":\"" + route + "\",\"Id\":7}");

            assertThat(bare).isEqualTo(result);
            assertThat(document.problems(route + ".result", bare)).isEmpty();
            assertThat(document.problems(route + ".result", other)).isNotEmpty();
            assertThat(document.problems(route + ".answer", answer)).isEmpty();
            assertThat(document.problems(route + ".answer", answer.replace(result, other)))
                    .isNotEmpty();
        }
    }

    @Test
    default void sendsTheDocumentOnlyToWhoHasAnother() throws Exception {
        String tag = document(described(), "GET").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = document(described(), "GET", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(document(described(), "GET", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    default void answersHeadWithoutABodyAndNothingButGet() throws Exception {
        HttpResponse<String> head = document(described(), "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> post = document(described(), "POST");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }
}
