package io.github.signalbox.functional;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running server that has the beans of this package and the settings below. The behaviours are written against it and do
 * everything over the wire, so that they can be run unchanged against any server.
 */
interface Target {

    /** {@code signalbox.max-message-size}. */
    int MAX_MESSAGE_SIZE = 65_536;

    /** {@code signalbox.max-pending}. */
    int MAX_PENDING = 64;

    /** {@code signalbox.handler-timeout}. Long enough for what tests do while a handler waits, on a busy machine, too. */
    Duration HANDLER_TIMEOUT = Duration.ofSeconds(5);

    /** What answers to everything that is not a request. */
    String INVALID = "{\"code\":1,\"msg\":\"Invalid JSON payload\",\"data\":null}";

    /** Tells the gates of one test from those of another. */
    AtomicLong KEYS = new AtomicLong();

    /** Where its endpoint is. */
    URI uri();

    default TextClient connect() throws Exception {
        return TextClient.open(uri());
    }

    default RawClient raw() throws IOException {
        return RawClient.open(uri());
    }

    /** A JSON string that no other test uses. */
    static String newKey() {
        return "\"key-" + KEYS.incrementAndGet() + "\"";
    }

    /** A request without an Id. */
    static String request(String route, String params) {
        return "{\"Route\":\"" + route + "\",\"Params\":" + params + "}";
    }

    /** A request with an Id. */
    static String request(int id, String route, String params) {
        return "{\"Id\":" + id + ",\"Route\":\"" + route + "\",\"Params\":" + params + "}";
    }

    /** A successful answer to a request with an Id. */
    static String success(int id, String data) {
        return "{\"Id\":" + id + ",\"code\":0,\"msg\":\"ok\",\"data\":" + data + "}";
    }

    /** A failure in answer to a request with an Id. */
    static String failure(int id, int code, String msg) {
        return "{\"Id\":" + id + ",\"code\":" + code + ",\"msg\":\"" + msg + "\",\"data\":null}";
    }

    /** A failure in answer to a request without an Id. */
    static String failure(int code, String msg) {
        return "{\"code\":" + code + ",\"msg\":\"" + msg + "\",\"data\":null}";
    }
}
