package io.github.signalbox.cdi;

import io.github.signalbox.Call;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.routing.LastingCall;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Calls a bean through its contextual reference, so that scope and interceptors apply. */
final class BeanHandler<T> implements RouteHandler<Object, Object> {

    /** How a route's params reach the bean. */
    @FunctionalInterface
    interface Step {

        @Nullable
        Object apply(Object reference, @Nullable Object params, Call call) throws Exception;
    }

    private final Bean<T> bean;
    private final Type view;
    private final BeanManager beans;
    private final Step step;
    private final boolean proxied;
    private volatile @Nullable Object proxy;

    /**
     * A handler.
     *
     * @param view which of its types to ask CDI for
     */
    BeanHandler(Bean<T> bean, Type view, BeanManager beans, Step step) {
        this.bean = bean;
        this.view = view;
        this.beans = beans;
        this.step = step;
        this.proxied = beans.isNormalScope(bean.getScope());
    }

    @Override
    public @Nullable Object handle(@Nullable Object params, Call call) throws Exception {
        if (proxied) {
            return step.apply(proxy(), params, call);
        }
        CreationalContext<T> context = beans.createCreationalContext(bean);
        return bean.getScope() == Dependent.class
                ? handleOnce(context, params, call)
                : step.apply(reference(context), params, call);
    }

    /** One instance a call, as its {@code @PreDestroy} expects: destroyed when the answer is there, or the stream over. */
    private @Nullable Object handleOnce(CreationalContext<T> context, @Nullable Object params, Call call)
            throws Exception {
        boolean pending = false;
        try {
            Object result = step.apply(reference(context), params, call);
            if (result instanceof Flow.Publisher<?> && call instanceof LastingCall lasting) {
                pending = true;
                lasting.whenOver(context::release);
            } else if (result instanceof CompletionStage<?> stage) {
                pending = true;
                stage.whenComplete((value, thrown) -> context.release());
            }
            return result;
        } finally {
            if (!pending) {
                context.release();
            }
        }
    }

    /** A client proxy is the same for ever; two threads that make it at once do no harm. */
    private Object proxy() {
        Object known = proxy;
        if (known == null) {
            known = reference(beans.createCreationalContext(bean));
            proxy = known;
        }
        return known;
    }

    private Object reference(CreationalContext<T> context) {
        return beans.getReference(bean, view, context);
    }
}
