package io.github.signalbox.routing;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.RouteRegistry;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one application. Read for every message and written rarely, so it is an immutable map that is swapped whole.
 */
public final class RouteTable implements RouteRegistry {

    private final Binding binding;
    private volatile Map<String, RouteDefinition> routes = Map.of();
    private volatile Set<String> roles = Set.of();

    /**
     * A table without routes.
     *
     * @param binding knows which types can be bound
     */
    public RouteTable(Binding binding) {
        this.binding = binding;
    }

    /**
     * Finds what answers a request.
     *
     * @param route the name as the caller wrote it
     * @return null if there is no such route now
     */
    public @Nullable RouteDefinition find(String route) {
        return routes.get(route);
    }

    /**
     * All routes at this moment.
     *
     * @return an immutable map from their names; the same object for as long as no route changes
     */
    public Map<String, RouteDefinition> definitions() {
        return routes;
    }

    /**
     * The roles that the application knows: a container can be asked about a caller's only during the handshake.
     *
     * @return declared ones, and those that a route asks for
     */
    public Set<String> roles() {
        return roles;
    }

    /**
     * Makes roles known.
     *
     * @param names of {@code @DeclareRoles} or {@code @RolesAllowed}
     */
    public synchronized void declareRoles(Set<String> names) {
        Set<String> all = new HashSet<>(roles);
        all.addAll(names);
        roles = Set.copyOf(all);
    }

    /**
     * Adds a route of a bean.
     *
     * @param route the route
     * @throws ConfigurationException SBX0101 if the name is taken, SBX0105 if JSON-B cannot bind the params
     */
    public void add(RouteDefinition route) {
        checkBindable(route.name(), route.paramsType(), route.owner());
        RouteDefinition taken = putIfAbsent(route);
        if (taken != null) {
            throw new ConfigurationException(
                    "SBX0101",
                    "The route '" + route.name() + "' is answered by " + taken.owner() + " and by " + route.owner()
                            + ": give one of them another name, or remove it.");
        }
        declareRoles(route.access().roles());
    }

    @Override
    public <P> void register(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler) {
        // Outside the lock, as JSON-B and with it the application's adapters are asked.
        RouteDefinition definition = define(route, paramsType, handler);
        RouteDefinition taken = putIfAbsent(definition);
        if (taken != null) {
            throw new IllegalStateException("The route '" + route + "' is taken, by " + taken.owner()
                    + ": choose another name, or use replace.");
        }
    }

    @Override
    public <P> void replace(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler) {
        put(define(route, paramsType, handler));
    }

    @Override
    public synchronized boolean unregister(String route) {
        Map<String, RouteDefinition> next = new HashMap<>(routes);
        boolean removed = next.remove(route) != null;
        routes = Map.copyOf(next);
        return removed;
    }

    @Override
    public Set<String> routes() {
        return routes.keySet();
    }

    private synchronized @Nullable RouteDefinition putIfAbsent(RouteDefinition route) {
        RouteDefinition taken = routes.get(route.name());
        if (taken == null) {
            put(route);
        }
        return taken;
    }

    private synchronized void put(RouteDefinition route) {
        Map<String, RouteDefinition> next = new HashMap<>(routes);
        next.put(route.name(), route);
        routes = Map.copyOf(next);
    }

    private <P> RouteDefinition define(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler) {
        String owner = handler.getClass().getName();
        checkBindable(route, paramsType, owner);
        return new RouteDefinition(route, paramsType, Object.class, true, Access.EVERYBODY, untyped(handler), owner);
    }

    private void checkBindable(String route, Type paramsType, String owner) {
        Optional<String> obstacle = binding.obstacle(paramsType);
        if (obstacle.isPresent()) {
            throw new ConfigurationException(
                    "SBX0105",
                    "The route '" + route + "' of " + owner + " takes " + paramsType.getTypeName()
                            + ", which JSON-B cannot bind: " + obstacle.get());
        }
    }

    /** Binding has made sure that the params are a P. */
    @SuppressWarnings("unchecked")
    private static RouteHandler<Object, Object> untyped(RouteHandler<?, ?> handler) {
        return (RouteHandler<Object, Object>) handler;
    }
}
