package io.github.signalbox.routing;

import io.github.signalbox.RouteHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.concurrent.Flow;

/**
 * One route: its name, what its Params are bound to, who may call it and what answers.
 *
 * @param name the route's name
 * @param paramsType what {@code Params} are bound to; {@code Void.class} where the handler does not take them, which then may
 *     be anything
 * @param resultType what the handler says that it returns, the {@code CompletionStage} or {@code Flow.Publisher} around it
 *     included; {@code Void.class} for nothing, {@code Object.class} where it does not say
 * @param blocking whether the handler may block
 * @param access who may call
 * @param handler answers; its params are of {@code paramsType}
 * @param owner the bean or class behind the route, as people will look for it
 */
public record RouteDefinition(
        String name,
        Type paramsType,
        Type resultType,
        boolean blocking,
        Access access,
        RouteHandler<Object, Object> handler,
        String owner) {

    /**
     * Checks the name.
     *
     * @param name 1 to 200 characters, not beginning with {@code $}
     * @param paramsType a type that JSON-B can bind
     * @param resultType any
     * @param blocking either
     * @param access who may call
     * @param handler answers
     * @param owner a bean or class
     */
    public RouteDefinition {
        RouteNames.check(name, owner);
    }

    /**
     * Whether the result is known to be a stream. One that was registered by hand, or that answers with an {@code Object}, may be one all
     * the same.
     *
     * @return true if {@link #resultType} is a {@link Flow.Publisher}
     */
    public boolean streams() {
        return isStream(resultType);
    }

    /**
     * Whether a type is that of a stream.
     *
     * @param type what a handler says that it returns
     * @return true if it is a {@link Flow.Publisher}, or a class or interface below that
     */
    public static boolean isStream(Type type) {
        if (type instanceof TypeVariable<?> open) {
            return isStream(open.getBounds()[0]);
        }
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known && Flow.Publisher.class.isAssignableFrom(known);
    }
}
