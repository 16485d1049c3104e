package io.github.signalbox.cdi;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.admission.OriginRules;
import io.github.signalbox.asyncapi.AsyncApi;
import io.github.signalbox.config.Setting;
import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsSource;
import io.github.signalbox.routing.Binding;
import io.github.signalbox.routing.EventTable;
import io.github.signalbox.routing.RouteDefinition;
import io.github.signalbox.routing.RouteTable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the beans with routes while the application is deployed and checks them, the settings and the types of their params.
 * Whatever is wrong stops the deployment, all of it in one go.
 */
public class SignalboxExtension implements Extension {

    /** The name of Signalbox's logger, where the application brings none. */
    static final String LOGGER = "io.github.signalbox";

    /** {@link Singleton}, as an object. */
    private static final class OneForAll extends AnnotationLiteral<Singleton> implements Singleton {

        private static final long serialVersionUID = 1L;
    }

    private final Candidates candidates = new Candidates();
    private final BeanEvents events = new BeanEvents();
    private final Supplier<Logger> serverLog;
    private @Nullable Plan plan;
    private @Nullable LateContext requests;

    /**
     * What the deployment was checked to be.
     *
     * @param settings the limits
     * @param jsonb the application's JSON-B
     * @param binding uses it
     * @param routes of the beans, so far
     * @param asyncApi the document about all this; null if it is not served
     * @param logger for people
     * @param standalone whether the standalone server brought settings and logger
     */
    record Plan(
            Settings settings,
            Jsonb jsonb,
            Binding binding,
            RouteTable routes,
            @Nullable AsyncApi asyncApi,
            Logger logger,
            boolean standalone) {

        void close() {
            try {
                jsonb.close();
            } catch (Exception e) {
                // JSON-B declares any exception. The application ends all the same.
                logger.log(Level.WARNING, "JSON-B could not be closed", e);
            }
        }
    }

    /** For CDI. */
    public SignalboxExtension() {
        this(() -> System.getLogger(LOGGER));
    }

    /** With the log of an application that brings none. */
    SignalboxExtension(Supplier<Logger> serverLog) {
        this.serverLog = serverLog;
    }

    /** What was found; null before the deployment is checked. */
    @Nullable
    Plan plan() {
        return plan;
    }

    /** What opens the request scope; null before all beans are found. */
    @Nullable
    LateContext requests() {
        return requests;
    }

    /** Adds the one bean of Signalbox's own, which has no annotation that would let CDI find it. */
    void add(@Observes BeforeBeanDiscovery event) {
        event.addAnnotatedType(SwitchboardBean.class, SwitchboardBean.class.getName())
                .add(new OneForAll());
    }

    /** Adds what opens the request scope in handlers. */
    void add(@Observes AfterBeanDiscovery event, BeanManager beans) {
        LateContext added = new LateContext(beans);
        event.addContext(added);
        requests = added;
    }

    /** Keeps the beans that have routes, and what events beans send. */
    void keep(@Observes ProcessManagedBean<?> event) {
        events.managed(event.getAnnotatedBeanClass());
        candidates.managed(event.getBean(), event.getAnnotatedBeanClass());
    }

    /** Keeps what a method makes. */
    void keepProduced(@Observes ProcessProducerMethod<?, ?> event) {
        candidates.produced(event.getBean(), event.getAnnotatedProducerMethod());
    }

    /** Keeps what a field makes. */
    void keepProduced(@Observes ProcessProducerField<?, ?> event) {
        candidates.produced(event.getBean(), event.getAnnotatedProducerField());
    }

    /** Checks all that can be checked before the first client comes. */
    void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
        List<ConfigurationException> problems = new ArrayList<>();
        attempt(problems, () -> plan = plan(beans, problems));
        if (!problems.isEmpty()) {
            event.addDeploymentProblem(ConfigurationException.of(problems));
        }
    }

    /** In a server, as late as an extension hears of it; the standalone server, whose routes come later still, says it itself. */
    void hint(@Observes @Priority(Integer.MAX_VALUE) Startup event) {
        Plan checked = plan;
        if (checked != null
                && !checked.standalone()
                && checked.routes().routes().isEmpty()) {
            checked.logger()
                    .log(
                            Level.WARNING,
                            "There is no route, so every request will be told that there is no handler, unless routes are"
                                    + " still to be registered by hand. Methods with @Route count only on beans: give their"
                                    + " class a scope, such as @ApplicationScoped");
        }
    }

    private Plan plan(BeanManager beans, List<ConfigurationException> problems) {
        Optional<Given> standalone = given(beans, Given.class);
        Logger logger = standalone.map(Given::logger).orElseGet(serverLog);
        JsonbConfig config = given(beans, JsonbConfig.class).orElseGet(JsonbConfig::new);
        Jsonb jsonb = jsonb(config);
        Binding binding = new Binding(jsonb);
        RouteTable routes = new RouteTable(binding);
        List<RouteDefinition> constrained = new ArrayList<>();
        for (BeanRoutes found : candidates.enabled(beans)) {
            routes.declareRoles(found.declaredRoles());
            for (BeanRoutes.Found route : found.all()) {
                attempt(problems, () -> {
                    RouteDefinition definition = route.definition().get();
                    routes.add(definition);
                    if (route.isConstrained()) {
                        constrained.add(definition);
                    }
                });
            }
        }
        EventTable sent = new EventTable();
        events.all().forEach(event -> attempt(problems, () -> sent.add(event.definition())));
        if (!constrained.isEmpty() && !Constraints.areChecked(beans)) {
            constrained.forEach(each -> logger.log(Level.WARNING, unchecked(each)));
        }
        Settings settings = standalone.map(Given::settings).orElseGet(() -> configured(logger));
        // Made again where they are used; here so that a rule that makes no sense stops the deployment, not a client.
        OriginRules.of(settings.allowedOrigins());
        AsyncApi described =
                isDescribed(settings, standalone.isPresent()) ? AsyncApi.of(routes, sent, config, jsonb, logger) : null;
        if (described == null) {
            tellWhatIsMissing(settings, standalone.isPresent(), logger);
        }
        return new Plan(settings, jsonb, binding, routes, described, logger, standalone.isPresent());
    }

    private static boolean isDescribed(Settings settings, boolean standalone) {
        return settings.asyncapi().orElse(standalone);
    }

    private static void tellWhatIsMissing(Settings settings, boolean standalone, Logger logger) {
        String remedy = "add " + AsyncApi.LIBRARY + " to the application's dependencies, or set "
                + Setting.ASYNCAPI.key() + "=false";
        if (settings.asyncapi().orElse(false)) {
            throw new ConfigurationException(
                    "SBX0005",
                    Setting.ASYNCAPI.key() + " is true, but the library that describes Java types is missing: " + remedy
                            + ".");
        }
        if (isDescribed(settings, standalone)) {
            logger.log(Level.INFO, "There is no " + AsyncApi.PATH + ", which would describe the routes: " + remedy);
        }
    }

    private static String unchecked(RouteDefinition route) {
        return "The route '" + route.name() + "' of " + route.owner()
                + " has constraints on its params that nobody checks,"
                + " since there is no bean of the type jakarta.validation.ValidatorFactory: add"
                + " org.hibernate.validator:hibernate-validator-cdi and org.glassfish.expressly:expressly to the"
                + " application's dependencies, or switch the server's Bean Validation on";
    }

    private static Jsonb jsonb(JsonbConfig config) {
        try {
            return Binding.jsonb(config);
        } catch (JsonbException | JsonException e) {
            // The first if JSON-B's provider is missing or refuses the config, the second if JSON-P's is missing.
            throw new ConfigurationException(
                    "SBX0004",
                    "There is no JSON-B that could be used (" + e.getMessage() + "): add org.eclipse:yasson and"
                            + " org.eclipse.parsson:parsson to the application's dependencies, or mend the JsonbConfig"
                            + " that it produces.");
        }
    }

    /** In a container host and port are its own, whatever the environment happens to say. */
    private static Settings configured(Logger logger) {
        SettingsSource source = SettingsSource.ofThisProcess();
        source.warnings().forEach(warning -> logger.log(Level.WARNING, warning));
        return Settings.from(source.without(Set.of(Setting.HOST.key(), Setting.PORT.key())));
    }

    private static void attempt(List<ConfigurationException> problems, Runnable step) {
        try {
            step.run();
        } catch (ConfigurationException e) {
            problems.add(e);
        }
    }

    /** An object that the application, or the standalone server, brings as a bean; the provider of JSON-B is configured so. */
    private static <T> Optional<T> given(BeanManager beans, Class<T> type) {
        Set<Bean<?>> found = beans.getBeans(type);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Bean<?> bean = beans.resolve(found);
        return Optional.of(type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean))));
    }
}
