package io.github.signalbox.cdi;

import io.github.signalbox.routing.HandlerScopes.Scope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Opens the container's request context on a thread when it is first asked for there.
 *
 * <p>Weld finds a scope's context by asking all that were added whether they are active, its own before those of extensions.
 * This one is asked only to hear of that. In a handler's call, and unless another is active, it opens the
 * container's own and says yes, this once: the container had been asked before, and said no. So the first to ask is handed this
 * one, which passes all on; from then on the container's own is active, and the only one.
 *
 * <p>Thread-safe. What it knows of a thread is in an array, which the thread keeps after the application is gone: nothing there
 * must lead to the application's class loader.
 */
final class LateContext implements AlterableContext {

    /** How the container's own is opened. */
    @FunctionalInterface
    interface Opening {

        /** Opens it on this thread; null if one is active there already. */
        @Nullable
        Scope open();
    }

    /** In place of what is to be opened: this context must not be active while the others are asked. */
    private static final Object ASKING = new Object();

    private static final Scope LEFT_TO_THE_OUTER_CALL = () -> {};

    /** Of each thread one element: null, {@link Opening}, {@link #ASKING}, or the {@link Scope} that is open. */
    @SuppressWarnings("ThreadLocalUsage") // one for each container, of which a JVM may have several
    private final ThreadLocal<@Nullable Object @Nullable []> calls = new ThreadLocal<>();

    private final Scope call = this::leave;
    private final BeanManager beans;

    LateContext(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * Begins a call on this thread.
     *
     * @return ends it, and closes what was opened meanwhile; does nothing if the call is within another one, as if that had opened
     *     the scope at once
     */
    Scope enter(Opening opening) {
        @Nullable Object[] thread = calls.get();
        if (thread == null) {
            thread = new @Nullable Object[1];
            calls.set(thread);
        }
        if (thread[0] != null) {
            return LEFT_TO_THE_OUTER_CALL;
        }
        thread[0] = opening;
        return call;
    }

    private void leave() {
        @Nullable Object[] thread = calls.get();
        if (thread == null) {
            return;
        }
        try {
            if (thread[0] instanceof Scope opened) {
                // Stays here meanwhile: beans that are destroyed may ask for others, and have the container's own.
                opened.close();
            }
        } finally {
            thread[0] = null;
        }
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return RequestScoped.class;
    }

    @Override
    public boolean isActive() {
        @Nullable Object[] thread = calls.get();
        if (thread == null || !(thread[0] instanceof Opening opening)) {
            return false;
        }
        thread[0] = ASKING;
        Scope opened = null;
        try {
            opened = opening.open();
        } finally {
            // Another may be active for a part of the call only.
            thread[0] = opened == null ? opening : opened;
        }
        return opened != null;
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
        return containersOwn().get(bean, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return containersOwn().get(bean);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        ((AlterableContext) containersOwn()).destroy(bean);
    }

    /**
     * The one that is active; this one if that is opened only now, and then it is asked again.
     *
     * @throws jakarta.enterprise.context.ContextNotActiveException if there is none
     */
    private Context containersOwn() {
        return beans.getContext(RequestScoped.class);
    }
}
