package io.github.signalbox.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonMergePatch;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonPatch;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonPointer;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/**
 * The JSON-P that is installed, but for two things: a {@link JsonSlice} is parsed where it is, and to a {@link JsonOutput} is written
 * without a detour. A JSON-B that is built upon it reads and writes messages so, and all else as ever. Thread-safe.
 */
public final class DirectJson extends JsonProvider {

    private final JsonProvider installed;
    private final Trees trees;

    /**
     * A provider on top of another.
     *
     * @param installed does everything else
     */
    public DirectJson(JsonProvider installed) {
        this.installed = installed;
        this.trees = new Trees(installed);
    }

    /**
     * Parses a slice.
     *
     * @param slice one value
     * @return stands before it; for one thread, need not be closed
     */
    public JsonParser parser(JsonSlice slice) {
        return new SliceParser(slice, trees);
    }

    @Override
    public JsonParser createParser(Reader reader) {
        return reader instanceof SliceReader known ? parser(known.slice()) : installed.createParser(reader);
    }

    @Override
    public JsonGenerator createGenerator(Writer writer) {
        return writer instanceof JsonOutput out ? new OutputGenerator(out) : installed.createGenerator(writer);
    }

    @Override
    public JsonParser createParser(InputStream in) {
        return installed.createParser(in);
    }

    @Override
    public JsonParserFactory createParserFactory(Map<String, ?> config) {
        return installed.createParserFactory(config);
    }

    @Override
    public JsonGenerator createGenerator(OutputStream out) {
        return installed.createGenerator(out);
    }

    @Override
    public JsonGeneratorFactory createGeneratorFactory(Map<String, ?> config) {
        return installed.createGeneratorFactory(config);
    }

    @Override
    public JsonReader createReader(Reader reader) {
        return installed.createReader(reader);
    }

    @Override
    public JsonReader createReader(InputStream in) {
        return installed.createReader(in);
    }

    @Override
    public JsonReaderFactory createReaderFactory(Map<String, ?> config) {
        return installed.createReaderFactory(config);
    }

    @Override
    public JsonWriter createWriter(Writer writer) {
        return installed.createWriter(writer);
    }

    @Override
    public JsonWriter createWriter(OutputStream out) {
        return installed.createWriter(out);
    }

    @Override
    public JsonWriterFactory createWriterFactory(Map<String, ?> config) {
        return installed.createWriterFactory(config);
    }

    @Override
    public JsonObjectBuilder createObjectBuilder() {
        return installed.createObjectBuilder();
    }

    @Override
    public JsonObjectBuilder createObjectBuilder(JsonObject object) {
        return installed.createObjectBuilder(object);
    }

    @Override
    public JsonObjectBuilder createObjectBuilder(Map<String, ?> map) {
        return installed.createObjectBuilder(map);
    }

    @Override
    public JsonArrayBuilder createArrayBuilder() {
        return installed.createArrayBuilder();
    }

    @Override
    public JsonArrayBuilder createArrayBuilder(JsonArray array) {
        return installed.createArrayBuilder(array);
    }

    @Override
    public JsonArrayBuilder createArrayBuilder(Collection<?> collection) {
        return installed.createArrayBuilder(collection);
    }

    @Override
    public JsonBuilderFactory createBuilderFactory(Map<String, ?> config) {
        return installed.createBuilderFactory(config);
    }

    @Override
    public JsonPointer createPointer(String pointer) {
        return installed.createPointer(pointer);
    }

    @Override
    public JsonPatchBuilder createPatchBuilder() {
        return installed.createPatchBuilder();
    }

    @Override
    public JsonPatchBuilder createPatchBuilder(JsonArray array) {
        return installed.createPatchBuilder(array);
    }

    @Override
    public JsonPatch createPatch(JsonArray array) {
        return installed.createPatch(array);
    }

    @Override
    public JsonPatch createDiff(JsonStructure source, JsonStructure target) {
        return installed.createDiff(source, target);
    }

    @Override
    public JsonMergePatch createMergePatch(JsonValue patch) {
        return installed.createMergePatch(patch);
    }

    @Override
    public JsonMergePatch createMergeDiff(JsonValue source, JsonValue target) {
        return installed.createMergeDiff(source, target);
    }

    @Override
    public JsonString createValue(String value) {
        return installed.createValue(value);
    }

    @Override
    public JsonNumber createValue(int value) {
        return installed.createValue(value);
    }

    @Override
    public JsonNumber createValue(long value) {
        return installed.createValue(value);
    }

    @Override
    public JsonNumber createValue(double value) {
        return installed.createValue(value);
    }

    @Override
    public JsonNumber createValue(BigDecimal value) {
        return installed.createValue(value);
    }

    @Override
    public JsonNumber createValue(BigInteger value) {
        return installed.createValue(value);
    }

    @Override
    public JsonNumber createValue(Number value) {
        return installed.createValue(value);
    }
}
