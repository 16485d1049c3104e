package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.ResolvedTypeWithMembers;
import com.fasterxml.classmate.members.ResolvedField;
import com.fasterxml.classmate.members.ResolvedMember;
import com.fasterxml.classmate.members.ResolvedMethod;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope.DeclarationDetails;
import com.github.victools.jsonschema.generator.MethodScope;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The classes of an application that are JSON objects. */
final class JsonbObjects {

    private static final Set<Class<?>> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final Customizations customizations;

    JsonbObjects(Customizations customizations) {
        this.customizations = customizations;
    }

    /** Fills a schema in. */
    void describe(ResolvedType type, ObjectNode schema, SchemaGenerationContext context) {
        Alternatives alternatives = Alternatives.of(type.getErasedType());
        if (alternatives.isEmpty()) {
            properties(type, schema, context);
            return;
        }
        ArrayNode any = schema.putArray("anyOf");
        for (Class<?> each : alternatives.types()) {
            if (each == type.getErasedType()) {
                properties(type, any.addObject(), context);
            } else {
                any.add(context.createDefinitionReference(
                        context.getTypeContext().resolveSubtype(type, each)));
            }
        }
    }

    private void properties(ResolvedType type, ObjectNode schema, SchemaGenerationContext context) {
        schema.put("type", "object");
        ObjectNode described = schema.putObject("properties");
        ArrayNode required = JsonbTypes.any().putArray("required");
        Alternatives.namesOf(type.getErasedType()).forEach((key, alias) -> {
            described.putObject(key).put("const", alias);
            required.add(key);
        });
        ResolvedTypeWithMembers members = context.getTypeContext().resolveWithMembers(type);
        for (Property property : Properties.of(members, type, customizations)) {
            Member member = member(property, members, context);
            described.set(property.name(), marked(property, member.schema()));
            if (member.required() || property.required()) {
                required.add(property.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private record Member(ObjectNode schema, boolean required) {}

    private Member member(Property property, ResolvedTypeWithMembers members, SchemaGenerationContext context) {
        ResolvedType type = form(property, context);
        DeclarationDetails declared = new DeclarationDetails(property.type(), members);
        ResolvedMember<?> member = property.member();
        Member described;
        if (member instanceof ResolvedField field) {
            FieldScope scope = context.getTypeContext().createFieldScope(field, declared);
            FieldScope formed = type.equals(field.getType()) ? scope : scope.withOverriddenType(type);
            described = new Member(
                    context.createStandardDefinitionReference(formed, null),
                    context.getGeneratorConfig().isRequired(scope));
        } else if (member instanceof ResolvedMethod method) {
            MethodScope scope = context.getTypeContext().createMethodScope(method, declared);
            MethodScope formed = type.equals(method.getType()) ? scope : scope.withOverriddenType(type);
            described = new Member(
                    (ObjectNode) context.createStandardDefinitionReference(formed, null),
                    context.getGeneratorConfig().isRequired(scope));
        } else {
            described = new Member(context.createDefinitionReference(type), false);
        }
        return isNullable(property)
                ? new Member(JsonbTypes.orNull(described.schema()), described.required())
                : described;
    }

    /** The type that stands in JSON for the property's own, with nothing optional around it. */
    private static ResolvedType form(Property property, SchemaGenerationContext context) {
        for (AnnotatedElement element : property.customized()) {
            Class<?> converted = JsonbTypes.converted(element);
            if (converted != null) {
                return context.getTypeContext().resolve(converted);
            }
            if (element.isAnnotationPresent(JsonbDateFormat.class)
                    || element.isAnnotationPresent(JsonbNumberFormat.class)) {
                return context.getTypeContext().resolve(String.class);
            }
        }
        return property.type().getErasedType() == Optional.class
                        && property.type().getTypeParameters().size() == 1
                ? property.type().getTypeParameters().get(0)
                : property.type();
    }

    private boolean isNullable(Property property) {
        if (OPTIONALS.contains(property.type().getErasedType())) {
            return true;
        }
        if (!property.readable() || property.type().isPrimitive()) {
            return false;
        }
        for (AnnotatedElement element : property.customized()) {
            JsonbNillable nillable = element.getAnnotation(JsonbNillable.class);
            if (nillable != null) {
                return nillable.value();
            }
            JsonbProperty named = element.getAnnotation(JsonbProperty.class);
            if (named != null) {
                return isNillable(named);
            }
        }
        ResolvedMember<?> member = property.member();
        return member != null
                && customizations.areNullsWritten(member.getDeclaringType().getErasedType());
    }

    @SuppressWarnings("deprecation") // by JSON-B, which still obeys it
    private static boolean isNillable(JsonbProperty property) {
        return property.nillable();
    }

    /** Beside a reference nothing else counts, so a mark is put around it; one that is not filled in yet is empty. */
    private static ObjectNode marked(Property property, ObjectNode schema) {
        if (property.readable() == property.writable()) {
            return schema;
        }
        ObjectNode marked = schema;
        if (schema.isEmpty()) {
            marked = JsonbTypes.any();
            marked.putArray("allOf").add(schema);
        }
        return marked.put(property.readable() ? "readOnly" : "writeOnly", true);
    }
}
