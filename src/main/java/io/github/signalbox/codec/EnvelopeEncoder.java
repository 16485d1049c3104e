package io.github.signalbox.codec;

import io.github.signalbox.json.JsonOutput;
import jakarta.websocket.Encoder;

/**
 * Writes an {@link Outgoing} as the text of one message, what it holds in the same pass as the envelope. What it writes always has an
 * encoding in UTF-8. Thread-safe.
 */
public final class EnvelopeEncoder implements Encoder.Text<Outgoing> {

    /** One for each session, made by the container. */
    public EnvelopeEncoder() {}

    /**
     * Writes a message.
     *
     * @param message what to send
     * @return JSON text
     */
    @Override
    public String encode(Outgoing message) {
        return encoded(message).text();
    }

    /**
     * Writes a message, for one or many.
     *
     * @param message what to send; what its content throws is passed on
     * @return its bytes
     */
    public static EncodedMessage encoded(Outgoing message) {
        return new EncodedMessage(JsonOutput.bytes(out -> write(message, out)));
    }

    private static void write(Outgoing message, JsonOutput out) {
        if (message instanceof Event event) {
            out.json("{\"Route\":");
            out.string(event.route());
            out.json(",\"Params\":");
            event.params().writeTo(out);
            out.json("}");
            return;
        }
        Answer answer = (Answer) message;
        String id = answer.id();
        if (id == null && answer.code() == Answer.SUCCESS) {
            answer.data().writeTo(out);
            return;
        }
        out.json("{");
        if (id != null) {
            out.json("\"Id\":");
            out.json(id);
            out.json(",");
        }
        out.json("\"code\":");
        out.json(Integer.toString(answer.code()));
        out.json(",\"msg\":");
        out.string(answer.msg());
        out.json(",\"data\":");
        answer.data().writeTo(out);
        out.json("}");
    }
}
