package io.github.signalbox.codec;

import jakarta.websocket.Encoder;

/**
 * Writes an {@link Outgoing} as the text of one message. Never throws, and what it writes always has an encoding in
 * UTF-8. Thread-safe.
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
        return JsonText.wellFormed(json(message));
    }

    /**
     * Writes a message and counts its bytes, in the same pass that makes sure of its encoding.
     *
     * @param message what to send
     * @return JSON text and its size
     */
    public static EncodedMessage encoded(Outgoing message) {
        return EncodedMessage.of(json(message));
    }

    private static String json(Outgoing message) {
        // Concatenation, not a StringBuilder: the JDK knows all lengths before it copies, and copies once.
        if (message instanceof Event event) {
            return "{\"Route\":" + JsonText.quote(event.route()) + ",\"Params\":" + event.params() + "}";
        }
        Answer answer = (Answer) message;
        String id = answer.id();
        if (id != null) {
            return "{\"Id\":" + id + ",\"code\":" + answer.code() + ",\"msg\":" + JsonText.quote(answer.msg())
                    + ",\"data\":" + answer.data() + "}";
        }
        if (answer.code() == Answer.SUCCESS) {
            return answer.data();
        }
        return "{\"code\":" + answer.code() + ",\"msg\":" + JsonText.quote(answer.msg()) + ",\"data\":" + answer.data()
                + "}";
    }
}
