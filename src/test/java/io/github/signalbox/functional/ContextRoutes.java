package io.github.signalbox.functional;

import io.github.signalbox.Call;
import io.github.signalbox.Closed;
import io.github.signalbox.Connection;
import io.github.signalbox.Opened;
import io.github.signalbox.Route;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** CDI around handlers and observers. */
@ApplicationScoped
class ContextRoutes {

    @Inject
    OneRequest request;

    @Inject
    OneRequest sameRequest;

    @Inject
    Tally tally;

    void opened(@Observes @Opened Connection connection) {
        connection.attributes().put("request", request.id());
    }

    void closed(@Observes @Closed Connection connection) {
        tally.closedInRequest(request.id());
    }

    /** The request's own id, twice, and that of the observer. */
    @Route("it.request")
    List<String> request(Call call) {
        return List.of(
                request.id(),
                sameRequest.id(),
                String.valueOf(call.connection().attributes().get("request")));
    }

    @Route(value = "it.requestNow", blocking = false)
    List<String> requestNow(Call call) {
        return request(call);
    }

    @Route("it.requestStage")
    CompletionStage<List<String>> requestStage(Call call) {
        return CompletableFuture.completedFuture(request(call));
    }

    /** Requests made, requests destroyed, dependent beans made, dependent beans destroyed. */
    @Route(value = "it.tally")
    List<Integer> tally() {
        return tally.all();
    }

    @Route("it.intercepted")
    @Doubled
    String intercepted(String text) {
        return text;
    }

    @Route(value = "it.interceptedNow", blocking = false)
    @Doubled
    String interceptedNow(String text) {
        return text;
    }

    /** Made anew for each call. */
    @Dependent
    static class PerCall {

        @Inject
        Tally tally;

        private int calls;

        @PostConstruct
        void made() {
            tally.dependentMade();
        }

        @PreDestroy
        void destroyed() {
            tally.dependentDestroyed();
        }

        @Route("it.dependent")
        int calls() {
            return ++calls;
        }

        @Route("it.dependentFails")
        int fail() {
            throw new IllegalStateException("a secret of the handler");
        }
    }

    /** Its constructor fails, always. */
    @Dependent
    static class Stillborn {

        @PostConstruct
        void fail() {
            throw new IllegalStateException("a secret of the bean");
        }

        @Route("it.stillborn")
        int never() {
            return 1;
        }
    }

    /** Lives for one request. */
    @RequestScoped
    static class OneRequest {

        private final String id = UUID.randomUUID().toString();

        @Inject
        Tally tally;

        @PostConstruct
        void made() {
            tally.requestMade();
        }

        @PreDestroy
        void destroyed() {
            tally.requestDestroyed();
        }

        String id() {
            return id;
        }
    }

    /** Counts. */
    @ApplicationScoped
    static class Tally {

        private final AtomicInteger requestsMade = new AtomicInteger();
        private final AtomicInteger requestsDestroyed = new AtomicInteger();
        private final AtomicInteger dependentsMade = new AtomicInteger();
        private final AtomicInteger dependentsDestroyed = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        void requestMade() {
            requestsMade.incrementAndGet();
        }

        void requestDestroyed() {
            requestsDestroyed.incrementAndGet();
        }

        void dependentMade() {
            dependentsMade.incrementAndGet();
        }

        void dependentDestroyed() {
            dependentsDestroyed.incrementAndGet();
        }

        void closedInRequest(String id) {
            if (!id.isEmpty()) {
                closed.incrementAndGet();
            }
        }

        List<Integer> all() {
            return List.of(
                    requestsMade.get(),
                    requestsDestroyed.get(),
                    dependentsMade.get(),
                    dependentsDestroyed.get(),
                    closed.get());
        }
    }

    /** Says everything twice. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Doubled {}

    /** Applies {@link Doubled}. */
    @Doubled
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Doubling {

        @AroundInvoke
        Object twice(InvocationContext context) throws Exception {
            Object result = context.proceed();
            return result + "," + result;
        }
    }
}
