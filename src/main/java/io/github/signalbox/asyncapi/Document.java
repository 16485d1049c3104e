package io.github.signalbox.asyncapi;

import io.github.signalbox.routing.EventDefinition;
import io.github.signalbox.routing.RouteDefinition;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes the document: AsyncAPI 3.0.0. */
final class Document {

    private static final String VERSION = "3.0.0";
    private static final String ADDRESS = "/ws";

    private final JsonbConfig config;
    private final Jsonb jsonb;
    private final Logger logger;

    Document(JsonbConfig config, Jsonb jsonb, Logger logger) {
        this.config = config;
        this.jsonb = jsonb;
        this.logger = logger;
    }

    /** The text, laid out for people. */
    String of(String title, Collection<RouteDefinition> routes, Collection<EventDefinition> events) {
        JsonProvider json = JsonProvider.provider();
        Schemas schemas = new Schemas(types(routes, events), config, jsonb, logger);
        Channel channel = new Channel(schemas);
        routes.stream().sorted(Comparator.comparing(RouteDefinition::name)).forEach(channel::receive);
        events.forEach(channel::send);
        JsonObject document = json.createObjectBuilder()
                .add("asyncapi", VERSION)
                .add("info", json.createObjectBuilder().add("title", title).add("version", "1"))
                .add("defaultContentType", "application/json")
                .add("channels", channel.channels(ADDRESS))
                .add("operations", channel.operations())
                .add("components", json.createObjectBuilder().add("schemas", schemas.definitions()))
                .build();
        StringWriter text = new StringWriter();
        try (JsonWriter writer = json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(document);
        }
        return text.toString();
    }

    private static List<Type> types(Collection<RouteDefinition> routes, Collection<EventDefinition> events) {
        List<Type> types = new ArrayList<>();
        // In the order of their names: which of two classes of one simple name gets a number must not change.
        routes.stream().sorted(Comparator.comparing(RouteDefinition::name)).forEach(route -> {
            if (route.paramsType() != Void.class) {
                types.add(route.paramsType());
            }
            types.add(Results.of(route.resultType()).item());
        });
        events.forEach(event -> types.add(event.paramsType()));
        return types;
    }
}
