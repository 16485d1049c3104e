package io.github.signalbox.asyncapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * What a route answers with, of what its handler returns.
 *
 * @param item what stands in an answer
 * @param stream whether there are any number of them, one answer each
 */
record Results(Type item, boolean stream) {

    /** With the {@code CompletionStage} and the {@code Flow.Publisher} taken away that are around it. */
    static Results of(Type returned) {
        Type type = bare(returned);
        Class<?> raw = raw(type);
        if (CompletionStage.class.isAssignableFrom(raw)) {
            return of(argument(type));
        }
        return Flow.Publisher.class.isAssignableFrom(raw)
                ? new Results(bare(argument(type)), true)
                : new Results(type, false);
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : Object.class;
    }

    private static Type bare(Type type) {
        if (type instanceof WildcardType wildcard) {
            return bare(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> open ? bare(open.getBounds()[0]) : type;
    }

    private static Class<?> raw(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known ? known : Object.class;
    }
}
