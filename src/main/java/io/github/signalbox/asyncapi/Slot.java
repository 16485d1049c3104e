package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.members.ResolvedField;
import com.fasterxml.classmate.members.ResolvedMember;
import com.fasterxml.classmate.members.ResolvedMethod;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One property of a Java class, put together from its field, its getter and its setter: JSON Binding 3.0, section 3.7. */
final class Slot {

    private final String name;
    private @Nullable ResolvedField field;
    private @Nullable ResolvedMethod getter;
    private @Nullable ResolvedMethod setter;

    Slot(String name) {
        this.name = name;
    }

    void field(ResolvedField found) {
        field = found;
    }

    void getter(ResolvedMethod found) {
        getter = found;
    }

    void setter(ResolvedMethod found) {
        setter = found;
    }

    boolean isReadable(PropertyVisibilityStrategy visibility) {
        ResolvedMethod method = getter;
        if (isTransient(field) || isTransient(method)) {
            return false;
        }
        return method == null ? isVisible(visibility, field) : visibility.isVisible(method.getRawMember());
    }

    boolean isWritable(PropertyVisibilityStrategy visibility) {
        ResolvedMethod method = setter;
        ResolvedField own = field;
        if (isTransient(own) || isTransient(method)) {
            return false;
        }
        if (method != null) {
            return visibility.isVisible(method.getRawMember());
        }
        return own != null
                && isVisible(visibility, own)
                && !Modifier.isFinal(own.getRawMember().getModifiers());
    }

    private static boolean isVisible(PropertyVisibilityStrategy visibility, @Nullable ResolvedField field) {
        return field != null && visibility.isVisible(field.getRawMember());
    }

    private static boolean isTransient(@Nullable ResolvedMember<?> member) {
        return member != null && element(member).isAnnotationPresent(JsonbTransient.class);
    }

    /** Its name where it is written into JSON. */
    String readName(Customizations customizations) {
        return name(getter, customizations);
    }

    /** Its name where it is taken from JSON. */
    String writeName(Customizations customizations) {
        return name(setter, customizations);
    }

    private String name(@Nullable ResolvedMethod method, Customizations customizations) {
        return Stream.of(Optional.ofNullable(method), Optional.ofNullable(field))
                .flatMap(Optional::stream)
                .map(member -> element(member).getAnnotation(JsonbProperty.class))
                .filter(Objects::nonNull)
                .map(JsonbProperty::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseGet(() -> customizations.name(name));
    }

    /** The member that tells most of it: the field, on which constraints mostly stand, unless the getter has another type. */
    @Nullable
    ResolvedMember<?> readMember() {
        ResolvedField own = field;
        ResolvedMethod method = getter;
        if (own == null || method == null) {
            return own == null ? method : own;
        }
        return own.getType().equals(method.getReturnType()) ? own : method;
    }

    /** What it is taken from JSON as. */
    ResolvedType writeType() {
        ResolvedMethod method = setter;
        return method == null ? Objects.requireNonNull(field, name).getType() : method.getArgumentType(0);
    }

    Iterable<AnnotatedElement> readElements() {
        return elements(getter);
    }

    Iterable<AnnotatedElement> writeElements() {
        return elements(setter);
    }

    private Iterable<AnnotatedElement> elements(@Nullable ResolvedMethod method) {
        return Stream.of(Optional.ofNullable(method), Optional.ofNullable(field))
                .flatMap(Optional::stream)
                .map(Slot::element)
                .toList();
    }

    private static AnnotatedElement element(ResolvedMember<?> member) {
        return (AnnotatedElement) member.getRawMember();
    }
}
