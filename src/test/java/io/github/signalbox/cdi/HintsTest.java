package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.RouteRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
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

    @ApplicationScoped
    static class Nothing {}

    @ApplicationScoped
    static class ByHand {
        void add(@Observes @Initialized(ApplicationScoped.class) Object event, RouteRegistry routes) {
            routes.register("by-hand", String.class, (params, call) -> params);
        }
    }
}
