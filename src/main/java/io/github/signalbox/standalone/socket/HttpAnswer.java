package io.github.signalbox.standalone.socket;

import io.github.signalbox.asyncapi.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A whole HTTP response.
 *
 * @param status the status code
 * @param headers without {@code Content-Length} and {@code Connection}, which follow from the rest
 * @param body may be empty
 */
record HttpAnswer(int status, Map<String, String> headers, ByteBuffer body) {

    /** A line of text for a person. */
    static HttpAnswer text(int status, String line) {
        return text(status, line, Map.of());
    }

    /** A line of text for a person, with headers for the client. */
    static HttpAnswer text(int status, String line, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "text/plain; charset=utf-8");
        all.put("Cache-Control", "no-store");
        return new HttpAnswer(status, all, StandardCharsets.UTF_8.encode(line + "\n"));
    }

    /** What a page has made. */
    static HttpAnswer of(Answer answer) {
        return new HttpAnswer(answer.status(), answer.headers(), answer.body());
    }

    /** The refusal of a gate, word for word. */
    static HttpAnswer of(HandshakeGate.Refusal refusal) {
        return new HttpAnswer(refusal.status(), refusal.headers(), StandardCharsets.UTF_8.encode(refusal.body()));
    }
}
