package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.TypeResolver;
import java.util.List;

/** What a class puts into the type parameters of one that it extends or implements. */
final class TypeArguments {

    /** Where it puts nothing in. */
    static final ResolvedType OBJECT = new TypeResolver().resolve(Object.class);

    private TypeArguments() {}

    /** As classes; {@code Object} where nothing is put in. */
    static List<Class<?>> of(Class<?> type, Class<?> generic) {
        List<ResolvedType> arguments = new TypeResolver().resolve(type).typeParametersFor(generic);
        return arguments == null || arguments.isEmpty()
                ? List.of(Object.class, Object.class)
                : arguments.stream().<Class<?>>map(ResolvedType::getErasedType).toList();
    }
}
