package io.github.signalbox.json;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerationException;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value straight to an output. Refuses what would not be JSON; a number without a value is null under a name, as it is to
 * Parsson. Not thread-safe.
 */
final class OutputGenerator implements JsonGenerator {

    private final JsonOutput out;
    private final Brackets open = new Brackets();
    /** Something stands before what comes next, in the same array or object. */
    private boolean follows;
    /** A name stands before what comes next. */
    private boolean named;

    private boolean complete;

    OutputGenerator(JsonOutput out) {
        this.out = out;
    }

    @Override
    public JsonGenerator writeKey(String name) {
        if (open.depth() == 0 || !open.isBrace() || named) {
            throw new JsonGenerationException("The name '" + name + "' can stand only in an object, before a value");
        }
        if (follows) {
            out.put(',');
        }
        out.string(name);
        out.put(':');
        named = true;
        return this;
    }

    private void beginValue() {
        if (!named && (open.depth() == 0 ? complete : open.isBrace())) {
            throw new JsonGenerationException(
                    complete ? "The value is complete already" : "In an object there must be a name before a value");
        }
        if (follows && !named) {
            out.put(',');
        }
        named = false;
    }

    private JsonGenerator endValue() {
        follows = true;
        complete = open.depth() == 0;
        return this;
    }

    private JsonGenerator begin(boolean brace) {
        beginValue();
        out.put(brace ? '{' : '[');
        open.push(brace);
        follows = false;
        return this;
    }

    @Override
    public JsonGenerator writeEnd() {
        if (open.depth() == 0 || named) {
            throw new JsonGenerationException(
                    named ? "After a name there must be a value" : "There is no array or object to end");
        }
        out.put(open.isBrace() ? '}' : ']');
        open.pop();
        return endValue();
    }

    private JsonGenerator text(String json) {
        beginValue();
        out.json(json);
        return endValue();
    }

    @Override
    public JsonGenerator writeStartObject() {
        return begin(true);
    }

    @Override
    public JsonGenerator writeStartArray() {
        return begin(false);
    }

    @Override
    public JsonGenerator write(String value) {
        beginValue();
        out.string(value);
        return endValue();
    }

    @Override
    public JsonGenerator write(int value) {
        return text(Integer.toString(value));
    }

    @Override
    public JsonGenerator write(long value) {
        return text(Long.toString(value));
    }

    @Override
    public JsonGenerator write(double value) {
        return text(finite(value));
    }

    private static String finite(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("JSON has no number for " + value);
        }
        return Double.toString(value);
    }

    @Override
    public JsonGenerator write(BigDecimal value) {
        return text(value.toString());
    }

    @Override
    public JsonGenerator write(BigInteger value) {
        return text(value.toString());
    }

    @Override
    public JsonGenerator write(boolean value) {
        return text(value ? "true" : "false");
    }

    @Override
    public JsonGenerator writeNull() {
        return text("null");
    }

    @Override
    public JsonGenerator write(JsonValue value) {
        switch (value.getValueType()) {
            case OBJECT -> {
                begin(true);
                // Loops, which take less stack than lambdas: trees may be deep.
                for (Map.Entry<String, JsonValue> member : value.asJsonObject().entrySet()) {
                    write(member.getKey(), member.getValue());
                }
                writeEnd();
            }
            case ARRAY -> {
                begin(false);
                for (JsonValue item : value.asJsonArray()) {
                    write(item);
                }
                writeEnd();
            }
            case STRING -> write(((JsonString) value).getString());
            case NUMBER -> text(value.toString());
            case TRUE -> write(true);
            case FALSE -> write(false);
            case NULL -> writeNull();
        }
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(String name) {
        return writeKey(name).writeStartObject();
    }

    @Override
    public JsonGenerator writeStartArray(String name) {
        return writeKey(name).writeStartArray();
    }

    @Override
    public JsonGenerator write(String name, JsonValue value) {
        // Before the name is written, as whoever catches what this throws may write something else.
        Objects.requireNonNull(value);
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, String value) {
        Objects.requireNonNull(value);
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, @Nullable BigInteger value) {
        return value == null ? writeNull(name) : writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, @Nullable BigDecimal value) {
        return value == null ? writeNull(name) : writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, int value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, long value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, double value) {
        String number = finite(value);
        writeKey(name);
        return text(number);
    }

    @Override
    public JsonGenerator write(String name, boolean value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator writeNull(String name) {
        return writeKey(name).writeNull();
    }

    @Override
    public void flush() {
        // All is in the output.
    }

    @Override
    public void close() {
        if (!complete) {
            throw new JsonGenerationException("The value is not complete");
        }
    }
}
