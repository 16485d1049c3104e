package io.github.signalbox.routing;

import io.github.signalbox.RouteHandler;
import java.lang.reflect.Type;

/**
 * One route: its name, what its Params are bound to, who may call it and what answers.
 *
 * @param name the route's name
 * @param paramsType what {@code Params} are bound to; {@code Void.class} where the handler does not take them, which then may
 *     be anything
 * @param resultType what the handler says that it returns, the {@code CompletionStage} or {@code Flow.Publisher} around it
 *     included; {@code Void.class} for nothing, {@code Object.class} where it does not say
 * @param blocking whether the handler may block
 * @param streams whether the result is known to be a {@link java.util.concurrent.Flow.Publisher}; one that was registered by hand
 *     may return one all the same
 * @param access who may call
 * @param handler answers; its params are of {@code paramsType}
 * @param owner the bean or class behind the route, as people will look for it
 */
public record RouteDefinition(
        String name,
        Type paramsType,
        Type resultType,
        boolean blocking,
        boolean streams,
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
     * @param streams either
     * @param access who may call
     * @param handler answers
     * @param owner a bean or class
     */
    public RouteDefinition {
        RouteNames.check(name, owner);
    }

    /**
     * A route that does not say what it returns.
     *
     * @param name 1 to 200 characters, not beginning with {@code $}
     * @param paramsType a type that JSON-B can bind
     * @param blocking either
     * @param streams either
     * @param access who may call
     * @param handler answers
     * @param owner a bean or class
     */
    public RouteDefinition(
            String name,
            Type paramsType,
            boolean blocking,
            boolean streams,
            Access access,
            RouteHandler<Object, Object> handler,
            String owner) {
        this(name, paramsType, Object.class, blocking, streams, access, handler, owner);
    }
}
