package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.ResolvedTypeWithMembers;
import com.fasterxml.classmate.members.ResolvedField;
import com.fasterxml.classmate.members.ResolvedMethod;
import com.fasterxml.classmate.members.ResolvedParameterizedMember;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The properties of a class as JSON-B sees them, in the order of its fields. */
final class Properties {

    private final Customizations customizations;
    private final Class<?> raw;
    private final PropertyVisibilityStrategy visibility;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Property> found = new LinkedHashMap<>();

    private Properties(ResolvedTypeWithMembers members, ResolvedType type, Customizations customizations) {
        this.customizations = customizations;
        this.raw = type.getErasedType();
        this.visibility = customizations.visibility(raw);
        fields(members);
        methods(members);
        slots.values().forEach(this::add);
        creator(members);
    }

    /** All of them. */
    static Collection<Property> of(ResolvedTypeWithMembers members, ResolvedType type, Customizations customizations) {
        return new Properties(members, type, customizations).found.values();
    }

    private Slot slot(String name) {
        return slots.computeIfAbsent(name, Slot::new);
    }

    private void fields(ResolvedTypeWithMembers members) {
        for (ResolvedField field : members.getMemberFields()) {
            int modifiers = field.getRawMember().getModifiers();
            if (!Modifier.isTransient(modifiers)
                    && !Modifier.isStatic(modifiers)
                    && !field.getRawMember().isSynthetic()) {
                slot(field.getName()).field(field);
            }
        }
    }

    private void methods(ResolvedTypeWithMembers members) {
        List<String> components = raw.isRecord()
                ? Arrays.stream(raw.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
        // Reflection lists methods in no order that could be relied on.
        Stream.of(members.getMemberMethods())
                .sorted(Comparator.comparing(ResolvedMethod::getName))
                .filter(method -> !Modifier.isStatic(method.getRawMember().getModifiers())
                        && !method.getRawMember().isBridge()
                        && !method.getRawMember().isSynthetic())
                .forEach(method -> {
                    if (components.contains(method.getName()) && method.getArgumentCount() == 0) {
                        slot(method.getName()).getter(method);
                    } else if (isGetter(method.getRawMember())) {
                        slot(property(method.getName())).getter(method);
                    } else if (isSetter(method.getRawMember())) {
                        slot(property(method.getName())).setter(method);
                    }
                });
    }

    private static boolean isGetter(Method method) {
        String name = method.getName();
        return method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && ((name.startsWith("get") && name.length() > 3)
                        || (name.startsWith("is")
                                && name.length() > 2
                                && (method.getReturnType() == boolean.class
                                        || method.getReturnType() == Boolean.class)));
    }

    private static boolean isSetter(Method method) {
        return method.getParameterCount() == 1
                && method.getName().startsWith("set")
                && method.getName().length() > 3;
    }

    private static String property(String method) {
        String name = method.substring(method.startsWith("is") ? 2 : 3);
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private void add(Slot slot) {
        boolean readable = slot.isReadable(visibility);
        boolean writable = !raw.isRecord() && slot.isWritable(visibility);
        String readName = slot.readName(customizations);
        String writeName = slot.writeName(customizations);
        if (readable) {
            ResolvedType type = slot.readMember() == null
                    ? slot.writeType()
                    : slot.readMember().getType();
            put(new Property(
                    readName,
                    type,
                    slot.readMember(),
                    slot.readElements(),
                    true,
                    writable && readName.equals(writeName),
                    false));
        }
        if (writable && !(readable && readName.equals(writeName))) {
            put(new Property(writeName, slot.writeType(), null, slot.writeElements(), false, true, false));
        }
    }

    private void creator(ResolvedTypeWithMembers members) {
        ResolvedParameterizedMember<?> creator = creatorOf(members);
        if (creator == null) {
            return;
        }
        Parameter[] parameters = ((Executable) creator.getRawMember()).getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String name = name(parameters[i], i);
            boolean required = customizations.areCreatorParametersRequired();
            Property known = found.get(name);
            put(
                    known == null || !known.readable()
                            ? new Property(
                                    name,
                                    creator.getArgumentType(i),
                                    null,
                                    List.<AnnotatedElement>of(parameters[i]),
                                    false,
                                    true,
                                    required)
                            : new Property(
                                    name, known.type(), known.member(), known.customized(), true, true, required));
        }
    }

    private @Nullable ResolvedParameterizedMember<?> creatorOf(ResolvedTypeWithMembers members) {
        Stream<? extends ResolvedParameterizedMember<?>> all =
                Stream.concat(Arrays.stream(members.getConstructors()), Arrays.stream(members.getStaticMethods()));
        List<? extends ResolvedParameterizedMember<?>> marked = all.filter(
                        each -> ((AnnotatedElement) each.getRawMember()).isAnnotationPresent(JsonbCreator.class))
                .toList();
        if (!marked.isEmpty() || !raw.isRecord()) {
            return marked.isEmpty() ? null : marked.get(0);
        }
        Class<?>[] components = Arrays.stream(raw.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return Arrays.stream(members.getConstructors())
                .filter(each -> Arrays.equals(each.getRawMember().getParameterTypes(), components))
                .findFirst()
                .orElse(null);
    }

    /** The compiler keeps the names of a record's components in any case, those of other parameters only if it is told to. */
    private String name(Parameter parameter, int position) {
        JsonbProperty own = parameter.getAnnotation(JsonbProperty.class);
        if (own != null && !own.value().isEmpty()) {
            return own.value();
        }
        return customizations.name(
                raw.isRecord() && parameter.getDeclaringExecutable() instanceof java.lang.reflect.Constructor
                        ? component(parameter, position)
                        : parameter.getName());
    }

    private String component(Parameter parameter, int position) {
        RecordComponent[] components = raw.getRecordComponents();
        return components.length == parameter.getDeclaringExecutable().getParameterCount()
                ? components[position].getName()
                : parameter.getName();
    }

    private void put(Property property) {
        found.put(property.name(), property);
    }
}
