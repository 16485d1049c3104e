package io.github.signalbox.cdi;

import io.github.signalbox.Connections;
import io.github.signalbox.RouteRegistry;
import io.github.signalbox.asyncapi.AsyncApi;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.session.ShutdownHook;
import io.github.signalbox.session.Switchboard;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The application's switchboard: made when it is first asked for, closed with the application.
 *
 * <p>A singleton, but it does not say so itself: GlassFish and Payara take {@code @Singleton} for an annotation to find beans by,
 * and would have this one twice. {@link SignalboxExtension} says it.
 */
public class SwitchboardBean {

    private static final Logger LOGGER = System.getLogger(SwitchboardBean.class.getName());

    private final SignalboxExtension.Plan plan;
    private final ContainerThreads threads;
    private final Switchboard switchboard;

    /** For servers that close sockets before they tell the application: at SIGTERM, they hear of it no sooner than this. */
    private final ShutdownHook hook;

    @Inject
    SwitchboardBean(
            SignalboxExtension extension,
            @Any Instance<RequestContextController> controllers,
            @Any Event<Object> events,
            BeanManager beans) {
        plan = Objects.requireNonNull(extension.plan(), "The deployment has not been checked");
        threads = ContainerThreads.start(plan.settings());
        HandlerScopes scopes = new RequestScopes(
                controllers, Objects.requireNonNull(extension.requests(), "No beans have been found"), beans);
        switchboard = new Switchboard(
                plan.settings(),
                plan.routes(),
                plan.binding(),
                scopes,
                new ObserverEvents(events, scopes, beans),
                threads.executor(),
                plan.logger());
        hook = new ShutdownHook(switchboard::closeWithTheJvm);
        hookIn();
    }

    @Produces
    Switchboard switchboard() {
        return switchboard;
    }

    @Produces
    @ApplicationScoped
    RouteRegistry routes() {
        return switchboard.routes();
    }

    @Produces
    @ApplicationScoped
    Connections connections() {
        return switchboard.connections();
    }

    /** Null if it is not served, which only a dependent bean can be. */
    @Produces
    @Nullable
    AsyncApi asyncApi() {
        return plan.asyncApi();
    }

    /**
     * Closes every session while the application's beans are still there: handlers in flight need them, and from
     * {@code @PreDestroy} on nobody says in which order beans go.
     */
    void drain(
            @Observes(notifyObserver = Reception.IF_EXISTS)
                    @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    @BeforeDestroyed(ApplicationScoped.class)
                    Object event) {
        switchboard.close();
    }

    private void hookIn() {
        try {
            hook.add();
        } catch (IllegalStateException e) {
            // The JVM is on its way down already: the server destroys this bean before it has served anybody.
        } catch (SecurityException e) {
            LOGGER.log(Level.DEBUG, "A server that ends is heard of no sooner than it tells", e);
        }
    }

    @PreDestroy
    void close() {
        // Again, for servers that tell nobody beforehand. What the hook has begun must be over before the beans are
        // gone.
        switchboard.close();
        hook.remove();
        threads.close();
        plan.close();
    }
}
