package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.Sends;
import io.github.signalbox.asyncapi.AsyncApi;
import io.github.signalbox.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the AsyncAPI document has of beans. */
class DescribedBeansTest {

    public record Said(String text) {}

    public record Page<T>(List<T> items) {}

    @Sends(route = "inherited")
    static class Base<T> {

        @Route("list")
        CompletionStage<Page<Said>> list(Page<Said> like) {
            return CompletableFuture.completedFuture(like);
        }

        @Route("same")
        @Nullable
        T same(T params) {
            return params;
        }
    }

    @ApplicationScoped
    @Sends(route = "said", params = Said.class)
    @Sends(route = "gone")
    static class Chat extends Base<Said> {

        @Route("void")
        void nothing(Call call) {}
    }

    @ApplicationScoped
    static class Ticker {

        @Sends(route = "said", params = Said.class)
        @Sends(route = "tick", params = Integer.class)
        void tick() {}
    }

    @Route("bean")
    @ApplicationScoped
    static class Bean implements RouteHandler<Map<String, Said>, Said> {

        @Override
        public Said handle(Map<String, Said> params, Call call) {
            return new Said("");
        }
    }

    private static JsonObject document(Class<?>... beans) {
        try (Deployment deployment = Deployment.of(Settings.defaults().toBuilder(), beans)) {
            String text = StandardCharsets.UTF_8
                    .decode(deployment
                            .bean(AsyncApi.class)
                            .answer("GET", null, "test")
                            .body())
                    .toString();
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        }
    }

    private static String payload(JsonObject document, String message) {
        return document.getValue("/channels/ws/messages/" + message + "/payload")
                .toString();
    }

    @Test
    void hasTheirEvents() {
        JsonObject operations = document(Chat.class, Ticker.class).getJsonObject("operations");
        assertThat(operations.keySet())
                .containsExactlyInAnyOrder("list", "same", "void", "gone", "inherited", "said", "tick");
        for (String event : List.of("gone", "inherited", "said", "tick")) {
            assertThat(operations.getJsonObject(event).getString("action")).isEqualTo("send");
        }
        JsonObject document = document(Ticker.class);
        assertThat(payload(document, "tick.event")).contains("\"Params\":{\"type\":\"integer\"");
        assertThat(payload(document, "said.event")).contains("#/components/schemas/Said");
    }

    @Test
    void knowsWhatHandlersTakeAndReturn() {
        JsonObject document = document(Chat.class, Bean.class);
        assertThat(payload(document, "list.result")).contains("#/components/schemas/Page.Said");
        assertThat(payload(document, "list.request")).contains("#/components/schemas/Page.Said");
        assertThat(payload(document, "same.result")).contains("#/components/schemas/Said");
        assertThat(payload(document, "void.result")).isEqualTo("{\"type\":\"null\"}");
        assertThat(payload(document, "bean.result")).contains("#/components/schemas/Said");
        assertThat(payload(document, "bean.request")).contains("\"additionalProperties\":{\"$ref\"");
    }

    @Test
    void isNotThereWhereItIsSwitchedOff() {
        try (Deployment deployment =
                Deployment.of(Settings.defaults().toBuilder().asyncapi(false), Chat.class)) {
            assertThat(deployment.bean(AsyncApi.class)).isNull();
        }
    }

    @Test
    void isNotThereInAServerThatSaysNothing() {
        try (Deployment deployment = Deployment.inServer(System.getLogger("test"), Chat.class)) {
            assertThat(deployment.bean(AsyncApi.class)).isNull();
        }
    }
}
