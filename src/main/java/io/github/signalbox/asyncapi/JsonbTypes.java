package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What JSON-B makes of each type. Enums, arrays and collections are left to the library, which does the same. For one thread. */
final class JsonbTypes implements CustomDefinitionProviderV2 {

    private final Customizations customizations;
    private final Values values;
    private final JsonbObjects objects;
    /** Those whose description has begun: a type that has itself inside refers to the one that is not whole yet. */
    private final Map<ResolvedType, ObjectNode> begun = new HashMap<>();

    JsonbTypes(Customizations customizations, Values values) {
        this.customizations = customizations;
        this.values = values;
        this.objects = new JsonbObjects(customizations);
    }

    /** What an annotation says that something is in JSON: {@code Object} if only a converter knows, null if it says nothing. */
    static @Nullable Class<?> converted(AnnotatedElement element) {
        JsonbTypeAdapter adapter = element.getAnnotation(JsonbTypeAdapter.class);
        if (adapter != null) {
            return TypeArguments.of(adapter.value(), JsonbAdapter.class).get(1);
        }
        return element.isAnnotationPresent(JsonbTypeSerializer.class)
                        || element.isAnnotationPresent(JsonbTypeDeserializer.class)
                ? Object.class
                : null;
    }

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        Class<?> own = customizations.converted(raw);
        Class<?> converted = own == null ? converted(raw) : own;
        if (converted != null) {
            return inline(
                    converted == Object.class
                            ? any()
                            : all(context, context.getTypeContext().resolve(converted)));
        }
        ObjectNode value = values.schema(raw);
        if (value != null) {
            return inline(value);
        }
        if (raw == Void.class) {
            return inline(any().put("type", "null"));
        }
        if (raw == Optional.class) {
            return inline(orNull(context.createDefinitionReference(argument(type, Optional.class, 0))));
        }
        if (raw.isEnum() || context.getTypeContext().isContainerType(type)) {
            return null;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return isPlatform(raw) ? inline(map(type, any(), context)) : named(type, node -> map(type, node, context));
        }
        // Whatever it is at run time.
        return isPlatform(raw) ? inline(any()) : named(type, node -> objects.describe(type, node, context));
    }

    private interface Description {

        void into(ObjectNode schema);
    }

    private CustomDefinition named(ResolvedType type, Description description) {
        ObjectNode known = begun.get(type);
        if (known != null) {
            return definition(known, DefinitionType.ALWAYS_REF);
        }
        ObjectNode schema = any();
        begun.put(type, schema);
        try {
            description.into(schema);
        } finally {
            begun.remove(type);
        }
        return definition(schema, DefinitionType.ALWAYS_REF);
    }

    /** With keys that are no texts JSON-B writes a list of pairs. */
    private static ObjectNode map(ResolvedType type, ObjectNode schema, SchemaGenerationContext context) {
        ObjectNode value = context.createDefinitionReference(argument(type, Map.class, 1));
        ResolvedType key = argument(type, Map.class, 0);
        if (key.getErasedType() == Object.class || Values.isName(key.getErasedType())) {
            schema.put("type", "object").set("additionalProperties", value);
            return schema;
        }
        ObjectNode pair = any().put("type", "object");
        ObjectNode members = pair.putObject("properties");
        members.set("key", context.createDefinitionReference(key));
        members.set("value", value);
        schema.put("type", "array").set("items", pair);
        return schema;
    }

    private static ResolvedType argument(ResolvedType type, Class<?> generic, int position) {
        List<ResolvedType> arguments = type.typeParametersFor(generic);
        return arguments == null || arguments.size() <= position ? TypeArguments.OBJECT : arguments.get(position);
    }

    /** A reference alone, which is filled in later and would get lost if its content were taken now. */
    private static ObjectNode all(SchemaGenerationContext context, ResolvedType type) {
        ObjectNode schema = any();
        schema.putArray("allOf").add(context.createDefinitionReference(type));
        return schema;
    }

    static ObjectNode orNull(ObjectNode schema) {
        ObjectNode nullable = any();
        ArrayNode either = nullable.putArray("anyOf");
        either.addObject().put("type", "null");
        either.add(schema);
        return nullable;
    }

    static ObjectNode any() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static boolean isPlatform(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jakarta.");
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return definition(schema, DefinitionType.INLINE);
    }

    private static CustomDefinition definition(ObjectNode schema, DefinitionType kind) {
        return new CustomDefinition(schema, kind, AttributeInclusion.NO);
    }
}
