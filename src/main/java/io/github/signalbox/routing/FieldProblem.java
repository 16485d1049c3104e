package io.github.signalbox.routing;

import jakarta.json.bind.annotation.JsonbProperty;

/**
 * One thing that is wrong with a request's Params: an item of the {@code data} of an answer with code 422.
 * Its members are called so whatever the application's {@code JsonbConfig} makes of the names of properties.
 *
 * @param field which member, as a path such as {@code address.zip}; empty for the Params as a whole
 * @param message what is wrong with it
 */
public record FieldProblem(
        @JsonbProperty("field") String field,
        @JsonbProperty("message") String message) {}
