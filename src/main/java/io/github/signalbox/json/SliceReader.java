package io.github.signalbox.json;

import java.io.Reader;

/** The characters of a slice; or the slice itself, for those who know what to do with it. Not thread-safe. */
final class SliceReader extends Reader {

    private final JsonSlice slice;
    private int position;

    SliceReader(JsonSlice slice) {
        this.slice = slice;
        this.position = slice.start();
    }

    JsonSlice slice() {
        return slice;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        int count = Math.min(length, slice.end() - position);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        slice.text().getChars(position, position + count, target, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
