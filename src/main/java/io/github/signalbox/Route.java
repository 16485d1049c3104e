package io.github.signalbox;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the route that a CDI bean answers: on a method of any bean, or on a bean that is a {@link RouteHandler}.
 *
 * <p>A method takes at most one parameter for the request's {@code Params} (any type that JSON-B can bind, or a
 * {@link jakarta.json.JsonValue}) and at most one {@link Call}, in any order. Its result is any JSON-B type, a
 * {@code JsonValue}, {@code void}, a {@link java.util.concurrent.CompletionStage} of one of these, or a
 * {@link java.util.concurrent.Flow.Publisher} of values for a stream.
 *
 * <p>A stream is sent item by item, and its publisher is asked for no more than the client reads, at most 16 items ahead. It is
 * subscribed to on the handler's thread, before the request scope ends; {@code request} and {@code cancel} are called one at a
 * time on threads that may block, each in a request scope of its own. It is cancelled once, unless it has ended by itself: when
 * the caller cancels, an item cannot be written, the connection is closing or the server stops. What it tells
 * {@code onError} the caller is told as if the handler had thrown it. One that does not keep the rules of Reactive Streams, such
 * as by sending more than it was asked for, fails, and the log says why. A request without {@code Id} is told that a stream
 * needs one; the handler is not called then. Interceptors are around the method, so a transaction is over before the first item.
 *
 * <p>A class with {@code @Route} is a bean; it is {@code @Dependent} unless it has another scope. A class that has it only on
 * methods needs a scope to be a bean. A {@code @Dependent} bean is made for each call and destroyed when the answer is there, that
 * of a stream when it is over;
 * {@code @ApplicationScoped} is the usual choice. Interceptors, {@code @RolesAllowed},
 * {@code @PermitAll} and {@code @DenyAll} apply. The request scope is active while the handler runs.
 *
 * <p>A method that is inherited keeps its route; one that overrides it has a route only if it carries {@code @Route} itself, as
 * CDI has it for observers.
 *
 * <p>A bean that a producer makes has the routes of the type that the producer declares, whatever it really makes. CDI does not
 * intercept such a bean, so on its methods constraints are not checked.
 *
 * <p>Checked when the application is deployed: two beans for one route, an empty name, a name longer than
 * {@value #MAX_NAME_LENGTH} characters or one that begins with {@code $}, a second parameter for the params, a type that
 * JSON-B cannot bind, a stage or a stream inside one of the two, a method that CDI cannot call. Each stops the deployment with a numbered
 * message.
 */
@Documented
@Stereotype
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Route {

    /** The most characters that a route's name may have. */
    int MAX_NAME_LENGTH = 200;

    /**
     * The route's name, as it stands in a request's {@code Route}, compared exactly.
     *
     * @return 1 to 200 characters, not beginning with {@code $}
     */
    String value();

    /**
     * Whether the handler may block, as a servlet may; {@code true} by default.
     *
     * <p>A handler that may block runs on a thread of its own kind and holds up no other connection. One that promises not
     * to block is run on the thread that delivered the message, which is faster; if it blocks after all, other connections
     * wait for it. Of a publisher that it returns, this is also true of {@code subscribe}, not of what is called later.
     *
     * @return false if the handler promises not to block
     */
    boolean blocking() default true;
}
