package io.github.signalbox.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent, once or to many: its text, its size for those who count what is queued, and its bytes for those who
 * write them. Immutable.
 */
public final class EncodedMessage {

    private final String text;
    private final int utf8Length;
    /** Encoded for the first that asks. Two that ask at once encode the same bytes. */
    private volatile byte @Nullable [] utf8;

    /**
     * A message whose size is known.
     *
     * @param text JSON text without unpaired surrogates
     * @param utf8Length how many bytes it takes in UTF-8
     */
    public EncodedMessage(String text, int utf8Length) {
        this.text = text;
        this.utf8Length = utf8Length;
    }

    /** Counts the bytes of a JSON text, and escapes what has no encoding in UTF-8. */
    static EncodedMessage of(String json) {
        int length = JsonText.wellFormedLength(json);
        if (length >= 0) {
            return new EncodedMessage(json, length);
        }
        String escaped = JsonText.wellFormed(json);
        return new EncodedMessage(escaped, JsonText.utf8Length(escaped));
    }

    /**
     * The message.
     *
     * @return JSON text without unpaired surrogates
     */
    public String text() {
        return text;
    }

    /**
     * The size of the message.
     *
     * @return how many bytes it takes in UTF-8
     */
    public int utf8Length() {
        return utf8Length;
    }

    /**
     * The bytes of the message, encoded once for all that it is sent to.
     *
     * @return UTF-8; the same array for all, which nobody may change
     */
    public byte[] utf8() {
        byte[] bytes = utf8;
        if (bytes == null) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
            utf8 = bytes;
        }
        return bytes;
    }

    /**
     * Copies the bytes of the message to where they are sent from.
     *
     * @param target has room for {@link #utf8Length} bytes
     * @param offset where the first one goes
     */
    @SuppressWarnings("deprecation") // for ASCII this method of String is right, and the only one that makes no array
    public void copyTo(byte[] target, int offset) {
        if (utf8Length == text.length()) {
            text.getBytes(0, utf8Length, target, offset);
        } else {
            System.arraycopy(utf8(), 0, target, offset, utf8Length);
        }
    }
}
