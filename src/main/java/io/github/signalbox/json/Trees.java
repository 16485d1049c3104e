package io.github.signalbox.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a parser stands at, made into the values of the JSON-P that is installed; the parser then stands at its end.
 *
 * <p>What is asked for as a stream is all there, since it is in memory anyway.
 */
record Trees(JsonProvider provider) {

    JsonValue value(SliceParser parser) {
        Event at = parser.currentEvent();
        if (at == null) {
            throw new IllegalStateException("Before the value");
        }
        return switch (at) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case KEY_NAME, VALUE_STRING -> provider.createValue(parser.getString());
            case VALUE_NUMBER -> number(parser);
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            case END_OBJECT, END_ARRAY -> throw new IllegalStateException("There is no value at " + at);
        };
    }

    private JsonNumber number(SliceParser parser) {
        if (parser.isIntegerOf(SliceParser.DIGITS_OF_ANY_INT)) {
            return provider.createValue(parser.getInt());
        }
        return parser.isIntegerOf(SliceParser.DIGITS_OF_ANY_LONG)
                ? provider.createValue(parser.getLong())
                : provider.createValue(parser.getBigDecimal());
    }

    JsonObject object(SliceParser parser) {
        JsonObjectBuilder object = provider.createObjectBuilder();
        members(parser, object::add);
        return object.build();
    }

    JsonArray array(SliceParser parser) {
        JsonArrayBuilder array = provider.createArrayBuilder();
        items(parser, array::add);
        return array.build();
    }

    /** All members, also of the same name. */
    List<Map.Entry<String, JsonValue>> members(SliceParser parser) {
        List<Map.Entry<String, JsonValue>> found = new ArrayList<>();
        members(parser, (name, value) -> found.add(Map.entry(name, value)));
        return found;
    }

    List<JsonValue> items(SliceParser parser) {
        List<JsonValue> found = new ArrayList<>();
        items(parser, found::add);
        return found;
    }

    private void members(SliceParser parser, BiConsumer<String, JsonValue> each) {
        need(Event.START_OBJECT, parser);
        while (parser.next() != Event.END_OBJECT) {
            String name = parser.getString();
            parser.next();
            each.accept(name, value(parser));
        }
    }

    private void items(SliceParser parser, Consumer<JsonValue> each) {
        need(Event.START_ARRAY, parser);
        while (parser.next() != Event.END_ARRAY) {
            each.accept(value(parser));
        }
    }

    private static void need(Event expected, SliceParser parser) {
        if (parser.currentEvent() != expected) {
            throw new IllegalStateException("Not at " + expected + " but at " + parser.currentEvent());
        }
    }
}
