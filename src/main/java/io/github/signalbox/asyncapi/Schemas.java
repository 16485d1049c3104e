package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JSON Schemas (draft 7, on which AsyncAPI's are built) of Java types, as JSON-B reads and writes them. Of what is read and what is
 * written there is one schema: what it describes is accepted, and what is written is as it describes.
 */
final class Schemas {

    private static final String DEFINITIONS = "components/schemas";

    private final Logger logger;
    private final Map<Type, JsonObject> schemas = new HashMap<>();
    private final JsonObject definitions;

    /**
     * Describes types.
     *
     * @param config what {@code jsonb} was made with
     * @throws LinkageError if the library is not there, or not whole
     */
    Schemas(Collection<Type> types, JsonbConfig config, Jsonb jsonb, Logger logger) {
        this.logger = logger;
        SchemaGenerator generator = generator(config, jsonb);
        SchemaBuilder builder = generator.buildMultipleSchemaDefinitions();
        Map<Type, ObjectNode> references = new LinkedHashMap<>();
        for (Type type : types) {
            if (isDescribable(generator, type)) {
                references.computeIfAbsent(type, each -> builder.createSchemaReference(each));
            }
        }
        definitions = json(builder.collectDefinitions(DEFINITIONS));
        references.forEach((type, reference) -> schemas.put(type, json(reference)));
    }

    /** The schema of one of the types, mostly a reference to one of {@link #definitions}. */
    JsonObject of(Type type) {
        return schemas.getOrDefault(type, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** For {@code components.schemas}. */
    JsonObject definitions() {
        return definitions;
    }

    /** Tried alone first: one that nobody thought of must not take the others with it. */
    private boolean isDescribable(SchemaGenerator generator, Type type) {
        try {
            generator.generateSchema(type);
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            logger.log(
                    Level.WARNING,
                    "The AsyncAPI document does not say what " + type.getTypeName() + " looks like in JSON",
                    e);
            return false;
        }
    }

    private static JsonObject json(ObjectNode node) {
        return Trees.read(node.toString()).asJsonObject();
    }

    private static SchemaGenerator generator(JsonbConfig config, Jsonb jsonb) {
        SchemaGeneratorConfigBuilder schemas = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_7, new OptionPreset())
                .with(Option.FLATTENED_ENUMS, Option.ENUM_KEYWORD_FOR_SINGLE_VALUES, Option.ALLOF_CLEANUP_AT_THE_END);
        if (Present.isPresent("jakarta.validation.Constraint")
                && Present.isPresent(
                        "com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule")) {
            Constrained.addTo(schemas);
        }
        schemas.forTypesInGeneral()
                .withCustomDefinitionProvider(new JsonbTypes(new Customizations(config), new Values(jsonb)))
                .withDefinitionNamingStrategy(new SimpleNames());
        return new SchemaGenerator(schemas.build());
    }

    /** Constraints of Jakarta Validation: in a class of its own, since both libraries may be absent. */
    private static final class Constrained {

        static void addTo(SchemaGeneratorConfigBuilder schemas) {
            schemas.with(new JakartaValidationModule(
                    JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                    JakartaValidationOption.NOT_NULLABLE_METHOD_IS_REQUIRED,
                    JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        }
    }

    /** {@code Page.Said} for a {@code Page<Said>}: all that AsyncAPI allows in the name of a component. */
    private static final class SimpleNames implements SchemaDefinitionNamingStrategy {

        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            return name(key.getType());
        }

        private static String name(ResolvedType type) {
            return Stream.concat(
                            Stream.of(type.getErasedType().getSimpleName().replace("[]", "s")),
                            type.getTypeParameters().stream().map(SimpleNames::name))
                    .collect(Collectors.joining("."))
                    .replaceAll("[^A-Za-z0-9._-]", "_");
        }
    }
}
