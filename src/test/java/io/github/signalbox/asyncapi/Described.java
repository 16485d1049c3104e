package io.github.signalbox.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A type with its schema, beside the JSON-B that the schema is about. */
final class Described implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Type type;
    private final Jsonb jsonb;
    private final JsonNode schema;
    private final JsonNode definitions;
    private final JsonSchema validator;

    private Described(Type type, JsonbConfig config) throws Exception {
        this.type = type;
        this.jsonb = JsonbBuilder.create(config);
        Schemas schemas = new Schemas(List.of(type), config, jsonb, System.getLogger(Described.class.getName()));
        schema = MAPPER.readTree(schemas.of(type).toString());
        definitions = MAPPER.readTree(schemas.definitions().toString());
        ObjectNode whole = MAPPER.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.putObject("components").set("schemas", definitions);
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        validator = Validators.draft7().getSchema(whole, strict);
    }

    static Described of(Type type) throws Exception {
        return of(type, new JsonbConfig());
    }

    static Described of(Type type, JsonbConfig config) throws Exception {
        return new Described(type, config);
    }

    /** The schema, with a reference to the only definition followed. */
    JsonNode schema() {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : definition(reference.substring(reference.lastIndexOf('/') + 1));
    }

    JsonNode definition(String name) {
        return definitions.path(name);
    }

    JsonNode property(String name) {
        return schema().path("properties").path(name);
    }

    List<String> names(String of) {
        List<String> names = new ArrayList<>();
        schema().path(of).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** As {@code Binding} does, without the type. */
    String write(Object value) {
        return jsonb.toJson(value);
    }

    Object read(String json) {
        return jsonb.fromJson(json, type);
    }

    /** What is wrong with a text by the schema; empty if nothing is. */
    Set<ValidationMessage> problems(String json) throws Exception {
        return validator.validate(MAPPER.readTree(json));
    }

    @Override
    public void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
