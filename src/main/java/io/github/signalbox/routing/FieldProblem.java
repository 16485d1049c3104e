package io.github.signalbox.routing;

/**
 * One thing that is wrong with a request's Params: an item of the {@code data} of an answer with code 422.
 *
 * @param field which member, as a path such as {@code address.zip}; empty for the Params as a whole
 * @param message what is wrong with it
 */
public record FieldProblem(String field, String message) {}
