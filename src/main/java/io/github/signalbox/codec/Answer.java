package io.github.signalbox.codec;

import io.github.signalbox.json.JsonContent;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request.
 *
 * @param id the request's Id as it stood in the message, see {@link Request#id}; null if it had none
 * @param code 0 for success
 * @param msg what went wrong, or {@code ok}, or of a stream {@code next} and {@code end}; not sent with a success that has no
 *     Id
 * @param data the result, or what helps to understand the failure
 */
public record Answer(@Nullable String id, int code, String msg, JsonContent data) implements Outgoing {

    /** The code of every success. */
    public static final int SUCCESS = 0;

    /**
     * Checks the code.
     *
     * @param id the request's Id, or null
     * @param code 0 for success
     * @param msg what went wrong, or {@code ok}
     * @param data the result, or what helps to understand the failure
     * @throws IllegalArgumentException if the code is negative
     */
    public Answer {
        if (code < SUCCESS) {
            throw new IllegalArgumentException("The code of an answer is at least 0, not " + code);
        }
    }

    /**
     * What a handler has come to.
     *
     * @param id the request's Id as it stood in the message, or null
     * @param data the result
     * @return the answer
     */
    public static Answer success(@Nullable String id, JsonContent data) {
        return new Answer(id, SUCCESS, "ok", data);
    }

    /**
     * One item of a stream.
     *
     * @param id the request's Id as it stood in the message
     * @param data the item
     * @return a part of the answer
     */
    public static Answer next(String id, JsonContent data) {
        return new Answer(id, SUCCESS, "next", data);
    }

    /**
     * The end of a stream that has not failed.
     *
     * @param id the request's Id as it stood in the message
     * @return the last part of the answer
     */
    public static Answer end(String id) {
        return new Answer(id, SUCCESS, "end", JsonContent.NULL);
    }

    /**
     * Why there is no result.
     *
     * @param id the request's Id as it stood in the message, or null
     * @param code at least 1
     * @param msg what the caller is told
     * @param data {@link JsonContent#NULL} for none
     * @return the answer
     * @throws IllegalArgumentException if the code is less than 1
     */
    public static Answer failure(@Nullable String id, int code, String msg, JsonContent data) {
        if (code <= SUCCESS) {
            throw new IllegalArgumentException("The code of a failure is at least 1, not " + code);
        }
        return new Answer(id, code, msg, data);
    }

    /**
     * Why there is no result, with nothing to add.
     *
     * @param id the request's Id as it stood in the message, or null
     * @param code at least 1
     * @param msg what the caller is told
     * @return the answer, with {@code null} for data
     * @throws IllegalArgumentException if the code is less than 1
     */
    public static Answer failure(@Nullable String id, int code, String msg) {
        return failure(id, code, msg, JsonContent.NULL);
    }
}
