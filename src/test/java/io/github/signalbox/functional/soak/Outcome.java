package io.github.signalbox.functional.soak;

import org.jspecify.annotations.Nullable;

/**
 * What a request comes to.
 *
 * @param code 0 for success
 * @param data JSON text
 */
record Outcome(int code, String msg, String data) {

    static final Outcome CANCELLED = failure(499, "Cancelled");

    static Outcome success(String data) {
        return new Outcome(0, "ok", data);
    }

    static Outcome failure(int code, String msg) {
        return new Outcome(code, msg, "null");
    }

    /** The only right answer to a request with that Id, or without one. */
    String answer(@Nullable String id) {
        if (id == null && code == 0) {
            return data;
        }
        return (id == null ? "{" : "{\"Id\":" + id + ",") + "\"code\":" + code + ",\"msg\":\"" + msg + "\",\"data\":"
                + data + "}";
    }
}
