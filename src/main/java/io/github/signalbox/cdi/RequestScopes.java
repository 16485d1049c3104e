package io.github.signalbox.cdi;

import io.github.signalbox.routing.HandlerScopes;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CDI's request scope around a handler, unless the container has opened it already.
 *
 * <p>It is opened when it is first asked for, since most handlers never do; at once if the application observes its beginning or
 * its end, which must not come later, or never.
 */
final class RequestScopes implements HandlerScopes {

    private static final Scope LEFT_ALONE = () -> {};

    /** A controller is used by one call at a time and is good for the next one. */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    private final Instance<RequestContextController> controllers;
    private final LateContext late;
    private final LateContext.Opening opening = this::openUnlessActive;
    private final boolean observed;

    /**
     * Made after the deployment was checked, when all observers are known.
     *
     * @param late the one that was added to the container
     */
    RequestScopes(Instance<RequestContextController> controllers, LateContext late, BeanManager beans) {
        this.controllers = controllers;
        this.late = late;
        this.observed = isObserved(beans);
    }

    @Override
    public Scope open() {
        if (observed) {
            Scope opened = openUnlessActive();
            return opened == null ? LEFT_ALONE : opened;
        }
        return late.enter(opening);
    }

    /** Null if one is active. */
    private @Nullable Scope openUnlessActive() {
        RequestContextController reused = idle.poll();
        RequestContextController controller = reused == null ? controllers.get() : reused;
        if (!controller.activate()) {
            idle.add(controller);
            return null;
        }
        return () -> {
            controller.deactivate();
            idle.add(controller);
        };
    }

    /** The container's own events carry a text, or another object that says nothing. */
    private static boolean isObserved(BeanManager beans) {
        return Stream.<Annotation>of(
                        Initialized.Literal.REQUEST, BeforeDestroyed.Literal.REQUEST, Destroyed.Literal.REQUEST)
                .anyMatch(event -> !beans.resolveObserverMethods("", event).isEmpty());
    }
}
