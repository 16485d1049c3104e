package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import io.github.signalbox.asyncapi.AsyncApiParser;
import io.github.signalbox.asyncapi.ReadDocument;
import io.github.signalbox.asyncapi.WithAsyncApiParser;
import io.github.signalbox.functional.TextClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's AsyncAPI document, held against what the demo sends. */
class DemoDocumentIT {

    private static SignalboxServer server;

    @BeforeAll
    static void start() {
        server = SignalboxServer.builder().host("127.0.0.1").port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String document() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/asyncapi.json");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    @WithAsyncApiParser
    void isValidForTheOfficialParser() throws Exception {
        assertThat(AsyncApiParser.check(document())).singleElement().asString().startsWith("valid: 3.0.0, ");
    }

    @Test
    void saysWhatTheChatSends() throws Exception {
        ReadDocument document = ReadDocument.of(document());
        for (String event : List.of("chat.message", "chat.people")) {
            assertThat(document.at("/operations").path(event).path("action").asText())
                    .isEqualTo("send");
        }
        try (TextClient ada = TextClient.open(URI.create("ws://127.0.0.1:" + server.port() + "/ws"))) {
            List<String> joined = ada.send(
                            "{\"Route\":\"chat.join\",\"Params\":{\"room\":\"document\",\"name\":\"Ada\"},\"Id\":1}")
                    .next(2);
            assertThat(document.problems("chat.people.event", joined.get(0))).isEmpty();
            assertThat(document.problems("chat.people.event", joined.get(0).replace("\"count\":1", "\"count\":\"1\"")))
                    .isNotEmpty();
            assertThat(document.problems("chat.join.answer", joined.get(1))).isEmpty();
            List<String> said = ada.send(
                            "{\"Route\":\"chat.say\",\"Params\":{\"room\":\"document\",\"text\":\"Hello\"},\"Id\":2}")
                    .next(2);
            assertThat(document.problems("chat.message.event", said.get(0))).isEmpty();
            assertThat(document.problems("chat.message.event", joined.get(0))).isNotEmpty();
        }
    }
}
