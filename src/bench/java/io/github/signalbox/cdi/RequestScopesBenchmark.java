package io.github.signalbox.cdi;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.bench.ShortBenchmark;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteTable;
import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/** What CDI adds to a handler: the request scope around it, and the call of a bean. */
public class RequestScopesBenchmark extends ShortBenchmark {

    private static final Call CALL = (Call) Proxy.newProxyInstance(
            Call.class.getClassLoader(), new Class<?>[] {Call.class}, (proxy, method, arguments) -> null);

    private final WeldContainer container = new Weld("benchmark")
            .skipShutdownHook()
            .disableDiscovery()
            .addExtension(new SignalboxExtension())
            .addBeanClasses(Routes.class, Visit.class)
            .initialize();

    private final RequestContextController controller =
            container.select(RequestContextController.class).get();
    private final HandlerScopes scopes = new RequestScopes(
            container.select(RequestContextController.class),
            Objects.requireNonNull(
                    container.select(SignalboxExtension.class).get().requests()),
            container.getBeanManager());
    private final RouteHandler<Object, Object> plain = handler("plain");
    private final RouteHandler<Object, Object> open = handler("open");
    private final RouteHandler<Object, Object> visit = handler("visit");

    private RouteHandler<Object, Object> handler(String route) {
        RouteTable table =
                (RouteTable) container.select(Switchboard.class).get().routes();
        return Objects.requireNonNull(table.find(route)).handler();
    }

    /** Ends the container. */
    @TearDown
    public void close() {
        container.close();
    }

    /** The container's own scope, opened and closed. */
    @Benchmark
    public boolean openAtOnce() {
        boolean opened = controller.activate();
        controller.deactivate();
        return opened;
    }

    /** A scope that nobody asks for. */
    @Benchmark
    public HandlerScopes.Scope openLate() {
        HandlerScopes.Scope scope = scopes.open();
        scope.close();
        return scope;
    }

    /** A bean with a method that is not public. */
    @Benchmark
    public @Nullable Object call() throws Exception {
        return plain.handle("params", CALL);
    }

    /** A bean with a method that is public. */
    @Benchmark
    public @Nullable Object callPublic() throws Exception {
        return open.handle("params", CALL);
    }

    /** A scope, and a bean that asks for it. */
    @Benchmark
    public @Nullable Object callInScope() throws Exception {
        HandlerScopes.Scope scope = scopes.open();
        try {
            return visit.handle("params", CALL);
        } finally {
            scope.close();
        }
    }

    /** Handlers that do nothing. */
    @ApplicationScoped
    public static class Routes {

        @Inject
        Visit visit;

        @Route(value = "plain", blocking = false)
        String plain(String params) {
            return params;
        }

        /** Public. */
        @Route(value = "open", blocking = false)
        public String open(String params) {
            return params;
        }

        @Route(value = "visit", blocking = false)
        String visit(String params) {
            return visit.pass(params);
        }
    }

    /** Lives for a request. */
    @RequestScoped
    public static class Visit {

        /** Gives back what it is given. */
        public String pass(String params) {
            return params;
        }
    }
}
