package io.github.signalbox.cdi;

import io.github.signalbox.Call;
import io.github.signalbox.ConfigurationException;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.RouteDefinition;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes of one bean: its methods with {@code @Route}, and the bean itself if it is a {@link RouteHandler}. */
final class BeanRoutes {

    /**
     * A route that is not checked yet, so that each problem can be told on its own.
     *
     * @param definition throws if there is one
     * @param isConstrained whether Jakarta Validation should look at the params
     */
    record Found(Supplier<RouteDefinition> definition, boolean isConstrained) {}

    private final Bean<?> bean;
    private final AnnotatedType<?> type;
    private final BeanManager beans;
    private final BeanMembers members;

    BeanRoutes(BeanMembers members, BeanManager beans) {
        this.members = members;
        this.bean = members.bean();
        this.type = members.type();
        this.beans = beans;
    }

    /** Whose they are. */
    String owner() {
        return members.owner();
    }

    List<Found> all() {
        List<Found> routes = new ArrayList<>();
        Route own = type.getAnnotation(Route.class);
        if (own != null) {
            routes.add(new Found(() -> ofBean(own), handleMethods().anyMatch(Constraints::areOn)));
        }
        for (AnnotatedMethod<?> method : members.methods()) {
            Route route = method.getAnnotation(Route.class);
            if (route != null) {
                routes.add(new Found(() -> ofMethod(route, method), Constraints.areOn(method)));
            }
        }
        return routes;
    }

    Set<String> declaredRoles() {
        DeclareRoles roles = type.getAnnotation(DeclareRoles.class);
        return roles == null ? Set.of() : Set.of(roles.value());
    }

    private RouteDefinition ofBean(Route route) {
        String owner = members.owner();
        ParameterizedType handler = handlerType(route, owner);
        Type params = handler.getActualTypeArguments()[0];
        Type result = handler.getActualTypeArguments()[1];
        checkResult(route, owner, result);
        Optional<AnnotatedMethod<?>> handle = handleMethod(params);
        handle.ifPresent(method -> checkConstraints(route, owner, method));
        return new RouteDefinition(
                route.value(),
                params,
                result,
                route.blocking(),
                handle.map(this::access).orElseGet(() -> access(type)),
                new BeanHandler<>(bean, members.view(RouteHandler.class, owner), beans, BeanRoutes::handle),
                owner);
    }

    private RouteDefinition ofMethod(Route route, AnnotatedMethod<?> annotated) {
        Method method = annotated.getJavaMember();
        String owner = members.owner(method);
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw new ConfigurationException(
                    "SBX0107",
                    "The route '" + route.value() + "' is on " + owner
                            + ", which is private or static: CDI cannot call it, so make it a plain method.");
        }
        if (isForCdi(annotated)) {
            throw new ConfigurationException(
                    "SBX0111",
                    "The route '" + route.value() + "' is on " + owner
                            + ", which CDI calls itself, as a producer, disposer, observer or initializer: put @Route on"
                            + " a method of its own, or on the type of what is produced.");
        }
        checkConstraints(route, owner, annotated);
        Type result = members.resolve(method.getGenericReturnType());
        checkResult(route, owner, result);
        MethodCall call = new MethodCall(method, kinds(route, annotated, owner));
        return new RouteDefinition(
                route.value(),
                paramsType(annotated),
                result == void.class ? Void.class : result,
                route.blocking(),
                access(annotated),
                new BeanHandler<>(bean, members.view(method.getDeclaringClass(), owner), beans, call),
                owner);
    }

    @SuppressWarnings("unchecked") // RouteDefinition has the handler's own type, and binding makes sure of it
    private static @Nullable Object handle(Object handler, @Nullable Object params, Call call) throws Exception {
        return ((RouteHandler<Object, Object>) handler).handle(params, call);
    }

    private ParameterizedType handlerType(Route route, String owner) {
        return members.generic(RouteHandler.class)
                .orElseThrow(
                        () -> new ConfigurationException(
                                "SBX0108",
                                "The route '" + route.value() + "' is on the class " + owner
                                        + ", which is no RouteHandler<P, R>: let it implement that, or put @Route on a method."));
    }

    /** The handler's own method, on which {@code @RolesAllowed} may stand. */
    private Optional<AnnotatedMethod<?>> handleMethod(Type params) {
        return handleMethods()
                .filter(method -> members.resolve(method.getParameters().get(0).getBaseType())
                        .equals(params))
                .findFirst();
    }

    private Stream<AnnotatedMethod<?>> handleMethods() {
        return members.methods().stream()
                .filter(method -> method.getJavaMember().getName().equals("handle"))
                .filter(method -> method.getParameters().size() == 2
                        && isCall(method.getParameters().get(1)));
    }

    private static boolean isCall(AnnotatedParameter<?> parameter) {
        return parameter.getBaseType() == Call.class;
    }

    private Type paramsType(AnnotatedMethod<?> method) {
        return method.getParameters().stream()
                .filter(parameter -> !isCall(parameter))
                .map(parameter -> members.resolve(parameter.getBaseType()))
                .findFirst()
                .orElse(Void.class);
    }

    private static boolean isForCdi(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(Produces.class)
                || method.isAnnotationPresent(Inject.class)
                || method.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotationPresent(Observes.class)
                                || parameter.isAnnotationPresent(ObservesAsync.class)
                                || parameter.isAnnotationPresent(Disposes.class));
    }

    private void checkConstraints(Route route, String owner, AnnotatedMethod<?> method) {
        Constraints.addedTo(method, members).ifPresent(above -> {
            throw new ConfigurationException(
                    "SBX0112",
                    "The route '" + route.value() + "' of " + owner
                            + " has constraints on what it takes, but overrides "
                            + above.getDeclaringClass().getName() + "." + above.getName()
                            + ", which has none. Jakarta Validation would refuse every call: put @Route on a method that"
                            + " overrides nothing.");
        });
    }

    /** Which of the method's parameters is the Call. */
    private static List<Boolean> kinds(Route route, AnnotatedMethod<?> method, String owner) {
        List<Boolean> kinds =
                method.getParameters().stream().map(BeanRoutes::isCall).toList();
        long calls = kinds.stream().filter(call -> call).count();
        if (calls > 1 || kinds.size() - calls > 1) {
            throw new ConfigurationException(
                    "SBX0104",
                    "The route '" + route.value() + "' is on " + owner + ", which takes " + kinds.size()
                            + " parameters: it may have one for the Params and one Call. Put what the caller sends into one record.");
        }
        return kinds;
    }

    /** The items of a stream are values: a caller could not tell a stream within a stream. */
    private void checkResult(Route route, String owner, Type result) {
        boolean nested = Stream.of(Flow.Publisher.class, CompletionStage.class)
                .flatMap(wrapper -> Items.of(result, wrapper).stream())
                .map(members::resolve)
                .anyMatch(item -> RouteDefinition.isStream(item) || isStage(item));
        if (nested) {
            throw new ConfigurationException(
                    "SBX0106",
                    "The route '" + route.value() + "' of " + owner + " answers with " + result.getTypeName()
                            + ": a stage or a stream can have neither in it. Answer with a Flow.Publisher of values, which"
                            + " may publish its first item as late as it likes.");
        }
    }

    private static boolean isStage(Type type) {
        return CompletionStage.class.isAssignableFrom(BeanMembers.raw(type));
    }

    /**
     * The method's own annotation counts first, then that of the class it is declared in, as Jakarta Annotations has it; then
     * that of the bean, lest a route that looks guarded is open.
     */
    private Access access(AnnotatedMethod<?> method) {
        Access own = ownAccess(method);
        if (own != null) {
            return own;
        }
        Class<?> declaring = method.getJavaMember().getDeclaringClass();
        Access inherited = declaring == type.getJavaClass() ? null : ownAccess(beans.createAnnotatedType(declaring));
        return inherited == null ? access(type) : inherited;
    }

    private static Access access(AnnotatedType<?> type) {
        Access own = ownAccess(type);
        return own == null ? Access.EVERYBODY : own;
    }

    private static @Nullable Access ownAccess(Annotated element) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Access.NOBODY;
        }
        RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
        if (roles != null) {
            return Access.roles(Set.of(roles.value()));
        }
        return element.isAnnotationPresent(PermitAll.class) ? Access.EVERYBODY : null;
    }
}
