package io.github.signalbox.json;

/** One JSON value that is still to be written. */
@FunctionalInterface
public interface JsonContent {

    /** The value null. */
    JsonContent NULL = JsonSlice.NULL;

    /**
     * Writes the value, all of it and nothing else.
     *
     * @param out where to
     */
    void writeTo(JsonOutput out);

    /**
     * A value that is text already.
     *
     * @param json well-formed JSON text; halves of surrogate pairs in it are written as escapes
     * @return the value
     */
    static JsonContent of(String json) {
        return JsonSlice.of(json);
    }
}
