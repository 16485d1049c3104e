package io.github.signalbox.cdi;

import io.github.signalbox.Call;
import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsBuilder;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.routing.RouteDefinition;
import io.github.signalbox.routing.RouteTable;
import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/** A container with Signalbox and the beans of one test. */
final class Deployment implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SignalboxExtension.LOGGER);
    private static final AtomicLong NUMBER = new AtomicLong();

    private static final Call CALL = (Call) Proxy.newProxyInstance(
            Deployment.class.getClassLoader(), new Class<?>[] {Call.class}, (proxy, method, arguments) -> "call");

    private final WeldContainer container;

    private Deployment(WeldContainer container) {
        this.container = container;
    }

    static Deployment of(Class<?>... beans) {
        return of(Settings.defaults().toBuilder(), beans);
    }

    static Deployment of(SettingsBuilder settings, Class<?>... beans) {
        return new Deployment(
                weld(beans).addExtension(new Brought(settings.build(), LOG)).initialize());
    }

    /** Standalone, with that log. */
    static Deployment standalone(Logger log, Class<?>... beans) {
        return new Deployment(
                weld(beans).addExtension(new Brought(Settings.defaults(), log)).initialize());
    }

    /** In a server that has that log. */
    static Deployment inServer(Logger log, Class<?>... beans) {
        return new Deployment(weld(new SignalboxExtension(() -> log), beans).initialize());
    }

    /** Of these classes only those with a bean-defining annotation are beans, as in the archive of an application. */
    static Deployment annotated(Class<?>... classes) {
        return new Deployment(weld(classes)
                .setBeanDiscoveryMode(BeanDiscoveryMode.ANNOTATED)
                .addExtension(new Brought(Settings.defaults(), LOG))
                .initialize());
    }

    /** As if the {@code beans.xml} of the application, which counts for no other archive, selected an alternative. */
    static Deployment selecting(Class<?> alternative, Class<?>... beans) {
        return new Deployment(weld(beans)
                .addBeanClass(alternative)
                .addAlternative(alternative)
                .addExtension(new Brought(Settings.defaults(), LOG))
                .initialize());
    }

    /** With settings from system properties. */
    static Deployment configured(Class<?>... beans) {
        return new Deployment(weld(beans).initialize());
    }

    Switchboard switchboard() {
        return container.select(Switchboard.class).get();
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    <T> T instance(Class<T> type, Annotation qualifier) {
        return container.select(type, qualifier).get();
    }

    BeanManager beans() {
        return container.getBeanManager();
    }

    /** Others than those of the switchboard, for calls that a test makes itself; never inside one of the switchboard's. */
    HandlerScopes scopes() {
        LateContext late = Objects.requireNonNull(bean(SignalboxExtension.class).requests());
        return new RequestScopes(container.select(RequestContextController.class), late, beans());
    }

    RouteDefinition route(String name) {
        return Objects.requireNonNull(((RouteTable) switchboard().routes()).find(name), "no such route");
    }

    /** What a route answers to a request without Params. */
    @Nullable
    Object answer(String route) throws Exception {
        return route(route).handler().handle(null, CALL);
    }

    @Override
    public void close() {
        container.close();
    }

    private static Weld weld(Class<?>... beans) {
        return weld(new SignalboxExtension(), beans);
    }

    private static Weld weld(SignalboxExtension signalbox, Class<?>... beans) {
        java.util.logging.Logger.getLogger("org.jboss.weld").setLevel(Level.WARNING);
        return new Weld("deployment-" + NUMBER.incrementAndGet())
                .skipShutdownHook()
                .disableDiscovery()
                .addExtension(signalbox)
                .addBeanClasses(beans);
    }

    /** What the standalone server brings. */
    private static final class Brought implements Extension {

        private final Settings settings;
        private final Logger log;

        Brought(Settings settings, Logger log) {
            this.settings = settings;
            this.log = log;
        }

        @SuppressWarnings("UnusedMethod") // CDI calls it
        void add(@Observes AfterBeanDiscovery event) {
            event.addBean().addType(Given.class).scope(Dependent.class).createWith(context -> new Given(settings, log));
        }
    }
}
