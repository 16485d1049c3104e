package io.github.signalbox.asyncapi;

import io.github.signalbox.routing.EventDefinition;
import io.github.signalbox.routing.RouteDefinition;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The one channel, which all messages go through, and the operations on it. */
final class Channel {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String REFERENCE = "#/channels/ws";

    private static final String DESCRIPTION = """
            A WebSocket, which lies beside this document; text messages, each one JSON text. A request may have an Id. With one, its \
            answer repeats the Id and may overtake others. Without one, the result comes as it is, and answers come in the order of \
            the requests. {"Route":"$cancel","Id":7} stops the stream or the pending answer with that Id.""";

    private final Schemas schemas;
    private final Ids messageIds = new Ids();
    private final Ids operationIds = new Ids();
    private final JsonObjectBuilder messages = JSON.createObjectBuilder();
    private final JsonObjectBuilder operations = JSON.createObjectBuilder();
    private final JsonObject failure;
    private final JsonObject failureWithId;
    private final JsonObject end;

    Channel(Schemas schemas) {
        this.schemas = schemas;
        failure = message("failure", "A failure, in answer to a request without Id", Payloads.failure(false));
        failureWithId = message("failure.withId", "A failure, in answer to a request with Id", Payloads.failure(true));
        end = message("end", "The end of a stream", Payloads.success("end", Payloads.nothing()));
    }

    /** A route, which the application receives requests for. */
    void receive(RouteDefinition route) {
        String id = Ids.plain(route.name());
        JsonObject params =
                route.paramsType() == Void.class ? JsonValue.EMPTY_JSON_OBJECT : schemas.of(route.paramsType());
        boolean primitive = route.paramsType() instanceof Class<?> raw && raw.isPrimitive();
        JsonObject request = message(
                id + ".request", "A request for " + route.name(), Payloads.request(route.name(), params, primitive));
        JsonObjectBuilder operation = JSON.createObjectBuilder()
                .add("action", "receive")
                .add("channel", Payloads.reference(REFERENCE))
                .add("title", route.name());
        if (!route.access().open()) {
            operation.add("description", callers(new TreeSet<>(route.access().roles())));
        }
        operations.add(
                operationIds.unique(route.name()),
                operation
                        .add("messages", array(Stream.of(request)))
                        .add(
                                "reply",
                                JSON.createObjectBuilder()
                                        .add("channel", Payloads.reference(REFERENCE))
                                        .add("messages", array(answers(route, id)))));
    }

    private Stream<JsonObject> answers(RouteDefinition route, String id) {
        Results results = Results.of(route.resultType());
        JsonObject item = schemas.of(results.item());
        if (results.stream()) {
            JsonObject next =
                    message(id + ".next", "An item of the stream of " + route.name(), Payloads.success("next", item));
            return Stream.of(next, end, failureWithId, failure);
        }
        return Stream.of(
                message(id + ".result", "What " + route.name() + " answers to a request without Id", item),
                message(
                        id + ".answer",
                        "What " + route.name() + " answers to a request with Id",
                        Payloads.success("ok", item)),
                failure,
                failureWithId);
    }

    private static String callers(Set<String> roles) {
        if (roles.isEmpty()) {
            return "Nobody may call it.";
        }
        return roles.contains("**")
                ? "For callers who are signed in."
                : "For callers in one of the roles: " + String.join(", ", roles);
    }

    /** An event, which the application sends. Those of routes come first: they keep their names. */
    void send(EventDefinition event) {
        JsonObject message = message(
                Ids.plain(event.name()) + ".event",
                "The event " + event.name(),
                Payloads.event(event.name(), schemas.of(event.paramsType())));
        operations.add(
                operationIds.unique(event.name()),
                JSON.createObjectBuilder()
                        .add("action", "send")
                        .add("channel", Payloads.reference(REFERENCE))
                        .add("title", event.name())
                        .add("messages", array(Stream.of(message))));
    }

    /** Adds a message and gives the reference to it. */
    private JsonObject message(String wanted, String summary, JsonObject payload) {
        String id = messageIds.unique(wanted);
        JsonObjectBuilder message = JSON.createObjectBuilder()
                .add("name", id)
                .add("summary", summary)
                .add("contentType", "application/json")
                .add("payload", payload);
        JsonObject properties = payload.getJsonObject("properties");
        if (properties != null && properties.containsKey("Id")) {
            message.add("correlationId", JSON.createObjectBuilder().add("location", "$message.payload#/Id"));
        }
        messages.add(id, message);
        return Payloads.reference(REFERENCE + "/messages/" + id);
    }

    private static JsonArray array(Stream<JsonObject> references) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        List<JsonObject> all = references.toList();
        all.forEach(array::add);
        return array.build();
    }

    JsonObject channels(String address) {
        return JSON.createObjectBuilder()
                .add(
                        "ws",
                        JSON.createObjectBuilder()
                                .add("address", address)
                                .add("description", DESCRIPTION)
                                .add("messages", messages)
                                .add(
                                        "bindings",
                                        JSON.createObjectBuilder()
                                                .add(
                                                        "ws",
                                                        JSON.createObjectBuilder()
                                                                .add("method", "GET")
                                                                .add("bindingVersion", "0.1.0"))))
                .build();
    }

    JsonObject operations() {
        return operations.build();
    }
}
