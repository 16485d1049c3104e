package io.github.signalbox.codec;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent, once or to many: its text, its size for those who count what is queued, and its bytes for those who
 * write them. Immutable.
 */
public final class EncodedMessage {

    private final int utf8Length;
    /** Whichever of the two it was not made from is made for the first that asks. Two that ask at once make the same. */
    private volatile @Nullable String text;

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

    /**
     * A message that is encoded.
     *
     * @param utf8 JSON text in UTF-8, which nobody changes any more
     */
    public EncodedMessage(byte[] utf8) {
        this.utf8 = utf8;
        this.utf8Length = utf8.length;
    }

    /**
     * The message.
     *
     * @return JSON text without unpaired surrogates
     */
    public String text() {
        String known = text;
        if (known == null) {
            known = new String(Objects.requireNonNull(utf8), StandardCharsets.UTF_8);
            text = known;
        }
        return known;
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
            bytes = text().getBytes(StandardCharsets.UTF_8);
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
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(utf8(), 0, target, offset, utf8Length);
    }
}
