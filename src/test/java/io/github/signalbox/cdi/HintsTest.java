package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import java.lang.System.Logger;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An application that would not do what it looks like is told so in the log. */
class HintsTest {

    private final List<String> warnings = new ArrayList<>();

    private final Logger log = new Logger() {
        @Override
        public String getName() {
            return "hints";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level == Level.WARNING;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String msg, @Nullable Throwable thrown) {
            warnings.add(msg);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object @Nullable ... params) {
            warnings.add(format);
        }
    };

    @Test
    void saysThatThereIsNoRoute() {
        Deployment.inServer(log, Nothing.class).close();

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("There is no route")
                .contains("@ApplicationScoped");
    }

    @Test
    void doesNotSayThatThereIsNoRouteIfTheApplicationAddsOne() {
        Deployment.inServer(log, ByHand.class).close();

        assertThat(warnings).isEmpty();
    }

    @Test
    void leavesThatToTheStandaloneServerWhoseRoutesComeLater() {
        Deployment.standalone(log, Nothing.class).close();

        assertThat(warnings).isEmpty();
    }

    @Test
    void namesEachRouteWhoseConstraintsNobodyChecks() {
        Deployment.standalone(log, Checked.class).close();

        assertThat(warnings)
                .hasSize(3)
                .allMatch(line -> line.contains("hibernate-validator-cdi"))
                .anyMatch(line -> line.startsWith("The route 'valid' of " + Checked.class.getName() + ".valid "))
                .anyMatch(line -> line.startsWith("The route 'not-null' of " + Checked.class.getName() + ".notNull "))
                .anyMatch(line -> line.startsWith("The route 'items' of " + Checked.class.getName() + ".items "));
    }

    @Test
    void saysNothingWhereThereIsAValidator() {
        Deployment.standalone(log, Checked.class, Validators.class).close();

        assertThat(warnings).isEmpty();
    }

    /** Params. */
    public record Person(@NotNull String name) {}

    @ApplicationScoped
    static class Nothing {}

    @ApplicationScoped
    static class ByHand {
        void add(@Observes @Initialized(ApplicationScoped.class) Object event, RouteRegistry routes) {
            routes.register("by-hand", String.class, (params, call) -> params);
        }
    }

    @ApplicationScoped
    static class Checked {

        @Route("valid")
        String valid(@Valid Person person) {
            return "";
        }

        @Route("not-null")
        String notNull(Call call, @NotNull Person person) {
            return "";
        }

        @Route("items")
        String items(List<@Valid Person> people) {
            return "";
        }

        @Route("free")
        String free(@Nullable Person person, Call call) {
            return "";
        }
    }

    @Dependent
    static class Validators {
        @Produces
        ValidatorFactory factory() {
            return (ValidatorFactory) Proxy.newProxyInstance(
                    Validation.class.getClassLoader(), new Class<?>[] {ValidatorFactory.class}, (p, m, a) -> null);
        }
    }
}
