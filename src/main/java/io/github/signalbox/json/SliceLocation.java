package io.github.signalbox.json;

import jakarta.json.stream.JsonLocation;

/** A place in a slice: line and column from 1, offset from 0, all in characters. */
record SliceLocation(long getLineNumber, long getColumnNumber, long getStreamOffset) implements JsonLocation {

    @Override
    public String toString() {
        return "(line no=" + getLineNumber + ", column no=" + getColumnNumber + ", offset=" + getStreamOffset + ")";
    }
}
