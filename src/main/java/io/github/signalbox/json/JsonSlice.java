package io.github.signalbox.json;

import java.io.Reader;

/**
 * One JSON value where it stands in a text that has been found to be well-formed.
 *
 * @param text what it is a part of
 * @param start where it begins, without white space before it
 * @param end where it ends
 */
public record JsonSlice(String text, int start, int end) implements JsonContent {

    private static final String NOTHING = "null";

    /** The value null. */
    public static final JsonSlice NULL = of(NOTHING);

    /**
     * A text that is one value.
     *
     * @param json well-formed JSON text without white space around it
     * @return all of it
     */
    public static JsonSlice of(String json) {
        return new JsonSlice(json, 0, json.length());
    }

    /**
     * Whether it is the value null.
     *
     * @return false for a string, an object that is empty, and so on
     */
    public boolean isNull() {
        return end - start == NOTHING.length() && text.startsWith(NOTHING, start);
    }

    /**
     * The value for whoever reads characters; {@link DirectJson} reads it where it is.
     *
     * @return a reader for one thread, which needs no closing
     */
    public Reader reader() {
        return new SliceReader(this);
    }

    /** Writes the value as it stands there. */
    @Override
    public void writeTo(JsonOutput out) {
        out.json(text, start, end);
    }

    /**
     * The value's text.
     *
     * @return JSON text, cut out anew at each call
     */
    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
