package io.github.signalbox.asyncapi;

import io.github.signalbox.routing.Failure;
import io.github.signalbox.routing.FailureCode;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The envelopes of the wire as JSON Schemas. */
final class Payloads {

    private static final String CODES = Stream.of(FailureCode.values())
            .map(each -> each.code() + ": " + each.meaning())
            .collect(Collectors.joining("; ", "What went wrong. ", ". Any other is the route's own."));

    private static final JsonProvider JSON = JsonProvider.provider();

    private Payloads() {}

    static JsonObject reference(String to) {
        return object().add("$ref", to).build();
    }

    /** From the client. */
    static JsonObject request(String route, JsonObject params, boolean paramsRequired) {
        JsonArrayBuilder required = JSON.createArrayBuilder().add("Route");
        return envelope(
                object().add("Route", constant(route)).add("Params", params).add("Id", id()),
                paramsRequired ? required.add("Params") : required);
    }

    /** From the server, without having been asked. */
    static JsonObject event(String route, JsonObject params) {
        return envelope(
                object().add("Route", constant(route)).add("Params", params),
                JSON.createArrayBuilder().add("Route").add("Params"));
    }

    /** A success with an Id: {@code ok}, {@code next} or {@code end}. */
    static JsonObject success(String msg, JsonObject data) {
        return envelope(
                object().add("Id", id())
                        .add("code", object().add("const", 0))
                        .add("msg", constant(msg))
                        .add("data", data),
                JSON.createArrayBuilder().add("Id").add("code").add("msg").add("data"));
    }

    /** A failure, with or without an Id. */
    static JsonObject failure(boolean withId) {
        JsonObjectBuilder members = object();
        JsonArrayBuilder required = JSON.createArrayBuilder();
        if (withId) {
            members.add("Id", id());
            required.add("Id");
        }
        members.add("code", object().add("type", "integer").add("minimum", 1).add("description", CODES))
                .add("msg", object().add("type", "string"))
                .add("data", JsonValue.EMPTY_JSON_OBJECT);
        return JSON.createObjectBuilder(
                        envelope(members, required.add("code").add("msg").add("data")))
                .add("if", misfit())
                .add("then", object().add("properties", object().add("data", problems())))
                .build();
    }

    /** The text as well as the code: a route may give its own meaning and data to 422. */
    private static JsonObject misfit() {
        return object().add(
                        "properties",
                        object().add("code", object().add("const", FailureCode.UNPROCESSABLE.code()))
                                .add("msg", constant(Failure.MISFIT)))
                .build();
    }

    /** A list of {@link io.github.signalbox.routing.FieldProblem}. */
    private static JsonObject problems() {
        JsonObject field = object().add("type", "string")
                .add("description", "Which member, as a path such as address.zip; empty for the Params as a whole.")
                .build();
        JsonObject message = object().add("type", "string")
                .add("description", "What is wrong with it.")
                .build();
        return object().add("type", "array")
                .add(
                        "items",
                        envelope(
                                object().add("field", field).add("message", message),
                                JSON.createArrayBuilder().add("field").add("message")))
                .build();
    }

    static JsonObject nothing() {
        return object().add("type", "null").build();
    }

    private static JsonObject id() {
        return object().add(
                        "oneOf",
                        JSON.createArrayBuilder()
                                .add(object().add("type", "string")
                                        .add("minLength", 1)
                                        .add("maxLength", 64))
                                .add(object().add("type", "integer")
                                        .add("minimum", -9_007_199_254_740_991L)
                                        .add("maximum", 9_007_199_254_740_991L)))
                .add("description", "Asks for an answer that repeats it.")
                .build();
    }

    private static JsonObject constant(String text) {
        return object().add("const", text).build();
    }

    private static JsonObject envelope(JsonObjectBuilder members, JsonArrayBuilder required) {
        return object().add("type", "object")
                .add("properties", members)
                .add("required", required)
                .build();
    }

    private static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }
}
