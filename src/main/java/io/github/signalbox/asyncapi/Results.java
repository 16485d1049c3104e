package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.TypeResolver;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * What a route answers with, of what its handler returns.
 *
 * @param item what stands in an answer; where nothing says what that is, {@code Object}
 * @param stream whether there are any number of them, one answer each
 */
record Results(Type item, boolean stream) {

    /**
     * With the {@code CompletionStage} and the {@code Flow.Publisher} taken away that are around it. What counts is the argument that
     * reaches those, which need not be one of the class that the handler names.
     */
    static Results of(Type returned) {
        return of(new TypeResolver().resolve(returned));
    }

    private static Results of(ResolvedType type) {
        if (type.isInstanceOf(CompletionStage.class)) {
            return of(argument(type, CompletionStage.class));
        }
        return type.isInstanceOf(Flow.Publisher.class)
                ? new Results(argument(type, Flow.Publisher.class), true)
                : new Results(type, false);
    }

    private static ResolvedType argument(ResolvedType type, Class<?> generic) {
        List<ResolvedType> arguments = type.typeParametersFor(generic);
        return arguments == null || arguments.isEmpty() ? TypeArguments.OBJECT : arguments.get(0);
    }
}
