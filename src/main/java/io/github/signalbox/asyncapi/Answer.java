package io.github.signalbox.asyncapi;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What to answer over HTTP.
 *
 * @param status the status code
 * @param headers without {@code Content-Length}
 * @param body perhaps empty; of HEAD and of 304 the one that GET would get, to be left out by whoever writes the rest
 */
public record Answer(int status, Map<String, String> headers, ByteBuffer body) {

    /**
     * Copies the headers, and looks at the body from its position on.
     *
     * @param status the status code
     * @param headers perhaps none
     * @param body perhaps empty
     */
    public Answer {
        headers = Map.copyOf(headers);
        body = body.asReadOnlyBuffer();
    }
}
