package io.github.signalbox.codec;

/**
 * A message ready to be sent, once or to many, and its size for those who count what is queued.
 *
 * @param text JSON text without unpaired surrogates
 * @param utf8Length how many bytes it takes in UTF-8
 */
public record EncodedMessage(String text, int utf8Length) {

    /** Counts the bytes of a JSON text, and escapes what has no encoding in UTF-8. */
    static EncodedMessage of(String json) {
        int length = JsonText.wellFormedLength(json);
        if (length >= 0) {
            return new EncodedMessage(json, length);
        }
        String escaped = JsonText.wellFormed(json);
        return new EncodedMessage(escaped, JsonText.utf8Length(escaped));
    }
}
