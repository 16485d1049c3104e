package io.github.signalbox.asyncapi;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** JSON text as trees of JSON-P. */
final class Trees {

    private Trees() {}

    static JsonValue read(String json) {
        try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
