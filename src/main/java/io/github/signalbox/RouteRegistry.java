package io.github.signalbox;

import java.util.Set;

/**
 * The routes of this application: those of {@code @Route} beans, and those registered here by hand. Inject it; it is
 * thread-safe, and every method may be called while connections are open. A request sees the routes as they are when it is
 * taken up.
 *
 * <p>A handler registered here may block: it is run as one with {@link Route#blocking()} is. What it returns is known only then:
 * one that returns a {@code Flow.Publisher} is called for a request without {@code Id}, too, and the publisher then not subscribed
 * to.
 */
public interface RouteRegistry {

    /**
     * Adds a route.
     *
     * @param route the route's name: 1 to 200 characters, not beginning with {@code $}
     * @param paramsType what {@code Params} are bound to: any type that JSON-B can bind, or a {@code JsonValue}
     * @param handler answers the requests
     * @param <P> the type of the params
     * @throws ConfigurationException if the name is not allowed or JSON-B cannot bind the type
     * @throws IllegalStateException if the name is taken; {@link #replace} takes it over
     */
    <P> void register(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler);

    /**
     * Adds a route, or takes over one that exists.
     *
     * @param route the route's name: 1 to 200 characters, not beginning with {@code $}
     * @param paramsType what {@code Params} are bound to: any type that JSON-B can bind, or a {@code JsonValue}
     * @param handler answers the requests from now on; those that are being handled are not disturbed
     * @param <P> the type of the params
     * @throws ConfigurationException if the name is not allowed or JSON-B cannot bind the type
     */
    <P> void replace(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler);

    /**
     * Removes a route.
     *
     * @param route the route's name
     * @return false if there was none
     */
    boolean unregister(String route);

    /**
     * The names of all routes.
     *
     * @return as they are now; an immutable copy
     */
    Set<String> routes();
}
