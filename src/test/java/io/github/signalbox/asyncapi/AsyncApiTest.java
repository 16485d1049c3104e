package io.github.signalbox.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.signalbox.asyncapi.Samples.Page;
import io.github.signalbox.asyncapi.Samples.Point;
import io.github.signalbox.asyncapi.Samples.Spoken;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.EventDefinition;
import io.github.signalbox.routing.EventTable;
import io.github.signalbox.routing.FailureCode;
import io.github.signalbox.routing.RouteDefinition;
import io.github.signalbox.routing.RouteTable;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TITLE = "test";

    private Jsonb jsonb;
    private RouteTable routes;
    private EventTable events;
    private AsyncApi described;

    /** What handlers return; only its types are looked at. */
    interface Handlers {

        Spoken value();

        CompletionStage<Page<Spoken>> stage();

        CompletableFuture<Optional<Point>> future();

        Flow.Publisher<Point> stream();

        CompletionStage<Flow.Publisher<? extends Point>> laterStream();

        void nothing();

        CompletionStage<Void> laterNothing();

        <T> List<T> open();
    }

    @BeforeEach
    void describe() throws Exception {
        jsonb = JsonbBuilder.create();
        routes = new RouteTable(new Binding(jsonb));
        events = new EventTable();
        add("chat.say", Spoken.class, "value");
        add("chat.page", int.class, "stage");
        add("chat/odd name, \u20ac~1", JsonValue.class, "future");
        add("ticks", Void.class, "stream");
        add("ticks.later", Point.class, "laterStream");
        add("nothing", Object.class, "nothing");
        add("nothing.later", Map.class, "laterNothing");
        add("open", String[].class, "open");
        routes.register("by.hand", Point.class, (params, call) -> params);
        events.add(new EventDefinition("chat.said", Spoken.class, "test"));
        events.add(new EventDefinition("chat.say", Void.class, "test"));
        described = AsyncApi.of(routes, events, new JsonbConfig(), jsonb, System.getLogger("test"));
    }

    @AfterEach
    void close() throws Exception {
        jsonb.close();
    }

    private void add(String name, Type params, String method) throws Exception {
        Type result = Handlers.class.getDeclaredMethod(method).getGenericReturnType();
        routes.add(new RouteDefinition(
                name,
                params,
                result == void.class ? Void.class : result,
                true,
                name.equals("nothing") ? Access.roles(Set.of("admin")) : Access.EVERYBODY,
                (p, call) -> null,
                "test"));
    }

    private JsonNode document() throws Exception {
        return MAPPER.readTree(text(described.answer("GET", null, TITLE).body()));
    }

    private static String text(ByteBuffer body) {
        return StandardCharsets.UTF_8.decode(body).toString();
    }

    @WithAsyncApiParser
    void isValidForTheOfficialParser() throws Exception {
        assertThat(AsyncApiParser.check(
                        text(described.answer("GET", null, TITLE).body())))
                .containsExactly("valid: 3.0.0, 9 received, 2 sent");
    }

    @WithAsyncApiParser
    void isValidWithoutARoute() throws Exception {
        AsyncApi empty = AsyncApi.of(
                new RouteTable(new Binding(jsonb)), new EventTable(), new JsonbConfig(), jsonb, System.getLogger("x"));
        assertThat(AsyncApiParser.check(text(empty.answer("GET", null, TITLE).body())))
                .containsExactly("valid: 3.0.0, 0 received, 0 sent");
    }

    @Test
    void hasAnOperationForEachRouteAndEachEvent() throws Exception {
        JsonNode operations = document().path("operations");
        routes.routes().forEach(route -> assertThat(
                        operations.path(route).path("action").asText())
                .isEqualTo("receive"));
        assertThat(operations.at("/chat.said/action").asText()).isEqualTo("send");
        // A route has that name already.
        assertThat(operations.at("/chat.say-2/action").asText()).isEqualTo("send");
        assertThat(operations).hasSize(11);
        assertThat(document().at("/channels/ws/address").asText()).isEqualTo("/ws");
        assertThat(document().at("/info/title").asText()).isEqualTo(TITLE);
        assertThat(operations.at("/nothing/description").asText()).contains("admin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            chat.say.request    | {"Route":"chat.say","Params":{"who":"Ada","text":"x"},"Id":7} | true
            chat.say.request    | {"Route":"chat.say","Params":{"who":1}}                       | false
            chat.say.request    | {"Route":"chat.say"}                                          | true
            chat.say.request    | {"Route":"chat.other"}                                        | false
            chat.say.request    | {"Route":"chat.say","Id":1.5}                                 | false
            chat.say.request    | {"Route":"chat.say","Id":""}                                  | false
            chat.page.request   | {"Route":"chat.page"}                                         | false
            chat.page.request   | {"Route":"chat.page","Params":2}                              | true
            chat_2f_odd_20_name_2c__20__20ac__7e_1.request | {"Route":"chat/odd name, €~1","Params":[]} | true
            chat.say.result     | {"who":"Ada","text":"x"}                                      | true
            chat.say.answer     | {"Id":7,"code":0,"msg":"ok","data":{"who":"Ada"}}             | true
            chat.say.answer     | {"code":0,"msg":"ok","data":{"who":"Ada"}}                    | false
            chat.page.result    | {"items":[{"who":"Ada"}],"total":1}                           | true
            chat.page.result    | {"items":[1],"total":1}                                       | false
            ticks.next          | {"Id":"a","code":0,"msg":"next","data":{"x":1,"y":2}}         | true
            ticks.next          | {"Id":"a","code":0,"msg":"next","data":3}                     | false
            ticks.later.next    | {"Id":"a","code":0,"msg":"next","data":{"x":1,"y":2}}         | true
            ticks.later.next    | {"Id":"a","code":0,"msg":"ok","data":{"x":1,"y":2}}           | false
            end                 | {"Id":"a","code":0,"msg":"end","data":null}                   | true
            nothing.result      | null                                                          | true
            nothing.later.result | 1                                                            | false
            open.result         | [1,"a"]                                                       | true
            by.hand.result      | {"any":"thing"}                                               | true
            failure             | {"code":1,"msg":"Handler not found","data":null}              | true
            failure             | {"code":0,"msg":"ok","data":null}                             | false
            failure.withId      | {"Id":7,"code":422,"msg":"Params do not fit","data":[]}       | true
            failure.withId      | {"code":422,"msg":"Params do not fit","data":[]}              | false
            failure             | {"code":422,"msg":"Params do not fit","data":[{"field":"a","message":"b"}]} | true
            failure             | {"code":422,"msg":"Params do not fit","data":[{"field":"a"}]}  | false
            failure.withId      | {"Id":7,"code":422,"msg":"Params do not fit","data":null}     | false
            failure             | {"code":422,"msg":"The route's own","data":{"own":1}}         | true
            chat.said.event     | {"Route":"chat.said","Params":{"who":"Ada"}}                  | true
            chat.said.event     | {"Route":"chat.said","Params":[]}                             | false
            chat.say.event      | {"Route":"chat.say","Params":null}                            | true
            """)
    void describesTheWire(String message, String json, boolean fits) throws Exception {
        assertThat(ReadDocument.of(text(described.answer("GET", null, TITLE).body()))
                        .problems(message, json)
                        .isEmpty())
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfEveryCodeThatTheServerGives(FailureCode code) throws Exception {
        for (String message : List.of("failure", "failure.withId")) {
            assertThat(document()
                            .path("channels")
                            .path("ws")
                            .path("messages")
                            .path(message)
                            .at("/payload/properties/code/description")
                            .asText())
                    .contains(" " + code.code() + ": " + code.meaning());
        }
    }

    @Test
    void hasNoResultOfAStreamAlone() throws Exception {
        JsonNode messages = document().at("/channels/ws/messages");
        assertThat(messages.has("ticks.result")).isFalse();
        assertThat(messages.has("ticks.answer")).isFalse();
        assertThat(document().at("/operations/ticks/reply/messages")).hasSize(4);
    }

    @Test
    void isMadeAnewWhenARouteIsAddedOrRemoved() throws Exception {
        String before = described.answer("GET", null, TITLE).headers().get("ETag");
        assertThat(described.answer("GET", null, TITLE).headers().get("ETag")).isEqualTo(before);

        routes.register("late", String.class, (params, call) -> params);
        assertThat(document().at("/operations/late/action").asText()).isEqualTo("receive");
        assertThat(described.answer("GET", null, TITLE).headers().get("ETag")).isNotEqualTo(before);

        routes.unregister("late");
        assertThat(described.answer("GET", null, TITLE).headers().get("ETag")).isEqualTo(before);
    }

    @Test
    void isTheSameInEveryProcess() throws Exception {
        String first = text(described.answer("GET", null, TITLE).body());
        describe();
        assertThat(text(described.answer("GET", null, TITLE).body())).isEqualTo(first);
    }

    @Test
    void answersAsHttpHasIt() {
        Answer answer = described.answer("GET", null, TITLE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/json; charset=utf-8")
                .containsEntry("Cache-Control", "no-cache");
        assertThat(described.answer("HEAD", null, TITLE).body().remaining())
                .isEqualTo(answer.body().remaining());
        String tag = answer.headers().get("ETag");
        for (String match : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            assertThat(described.answer("GET", match, TITLE).status()).as(match).isEqualTo(304);
        }
        assertThat(described.answer("GET", "\"other\"", TITLE).status()).isEqualTo(200);
        assertThat(described.answer("POST", null, TITLE).status()).isEqualTo(405);
        assertThat(described.answer("POST", null, TITLE).headers()).containsEntry("Allow", "GET, HEAD");
    }
}
