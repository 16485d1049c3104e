package io.github.signalbox.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What a stage or a stream is of: the argument that reaches it, which need not be one of the class that a method names. */
final class Items {

    private Items() {}

    /**
     * What a type puts into the one parameter of a generic class or interface that it is, or is below.
     *
     * @return a type, without a wildcard; empty if nothing is put in, or it is not below that
     */
    static Optional<Type> of(Type type, Class<?> generic) {
        Class<?> raw = BeanMembers.raw(type);
        if (raw == generic) {
            return type instanceof ParameterizedType given
                    ? Optional.of(bound(given.getActualTypeArguments()[0]))
                    : Optional.empty();
        }
        return Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()))
                .map(above -> of(above, generic))
                .flatMap(Optional::stream)
                .findFirst()
                .map(item -> putIn(item, type, raw));
    }

    /** What stands in a class's declaration, with what the type puts into the class's own parameters. */
    private static Type putIn(Type item, Type type, Class<?> raw) {
        int position = Arrays.asList(raw.getTypeParameters()).indexOf(item);
        return position >= 0 && type instanceof ParameterizedType given
                ? bound(given.getActualTypeArguments()[position])
                : item;
    }

    private static Type bound(Type argument) {
        return argument instanceof WildcardType wild ? wild.getUpperBounds()[0] : argument;
    }
}
