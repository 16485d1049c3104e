package io.github.signalbox.asyncapi;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an object of a type may be instead: the subtypes that {@code @JsonbTypeInfo} names, or those that a sealed type permits, which
 * JSON-B can only write.
 *
 * @param types none if it is what it says
 */
record Alternatives(List<Class<?>> types) {

    static Alternatives of(Class<?> type) {
        JsonbTypeInfo info = type.getAnnotation(JsonbTypeInfo.class);
        if (info != null) {
            return new Alternatives(
                    Stream.of(info.value()).<Class<?>>map(JsonbSubtype::type).toList());
        }
        return type.isSealed()
                ? new Alternatives(Stream.of(type.getPermittedSubclasses()).toList())
                : new Alternatives(List.of());
    }

    boolean isEmpty() {
        return types.isEmpty();
    }

    /** The members that tell which of them an object is: from each one's name to its value, for what stands above the type. */
    static Map<String, String> namesOf(Class<?> type) {
        Map<String, String> names = new LinkedHashMap<>();
        collect(type, type, names);
        return names;
    }

    private static void collect(Class<?> above, Class<?> type, Map<String, String> names) {
        JsonbTypeInfo info = above.getDeclaredAnnotation(JsonbTypeInfo.class);
        if (info != null) {
            for (JsonbSubtype subtype : info.value()) {
                if (subtype.type().isAssignableFrom(type) && !names.containsKey(info.key())) {
                    names.put(info.key(), subtype.alias());
                }
            }
        }
        if (above.getSuperclass() != null) {
            collect(above.getSuperclass(), type, names);
        }
        for (Class<?> each : above.getInterfaces()) {
            collect(each, type, names);
        }
    }
}
