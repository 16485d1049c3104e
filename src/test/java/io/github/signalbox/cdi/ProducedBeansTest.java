package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.routing.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beans that a producer makes answer the routes of the producer's type. */
class ProducedBeansTest {

    private static final List<String> HISTORY = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        HISTORY.clear();
    }

    @Test
    void answersWithWhatAMethodProduces() throws Exception {
        try (Deployment deployment = Deployment.of(Factory.class)) {
            assertThat(deployment.answer("chat")).isEqualTo("made in a factory");
            assertThat(deployment.answer("chat")).isEqualTo("made in a factory");
            assertThat(HISTORY).containsExactly("made");
            assertThat(deployment.route("chat").owner())
                    .isEqualTo(Chat.class.getName() + ".chat (made by " + Factory.class.getName() + ".make)");
            assertThat(deployment.route("chat").access()).isEqualTo(Access.roles(Set.of("user")));
        }
    }

    @Test
    void answersWithWhatAFieldProduces() throws Exception {
        try (Deployment deployment = Deployment.of(FieldFactory.class)) {
            assertThat(deployment.answer("chat")).isEqualTo("made in a field");
        }
    }

    @Test
    void answersWithAHandlerThatIsProduced() throws Exception {
        try (Deployment deployment = Deployment.of(HandlerFactory.class)) {
            assertThat(deployment.answer("handler")).isEqualTo("handled");
        }
    }

    @Test
    void producesADependentBeanForEachCallAndDisposesOfIt() throws Exception {
        try (Deployment deployment = Deployment.of(DependentFactory.class)) {
            deployment.answer("chat");
            deployment.answer("chat");

            assertThat(HISTORY).containsExactly("made", "disposed", "made", "disposed");
        }
    }

    @Test
    void takesTheTypeArgumentsOfTheProducersType() {
        try (Deployment deployment = Deployment.of(StoreFactory.class)) {
            assertThat(deployment.route("store").paramsType()).isEqualTo(Integer.class);
        }
    }

    @Test
    void answersThroughAnInterface() throws Exception {
        try (Deployment deployment = Deployment.of(ServiceFactory.class)) {
            assertThat(deployment.answer("service")).isEqualTo("served");
        }
    }

    @Test
    void refusesOneRouteOfTwoProducers() {
        assertThatThrownBy(() -> Deployment.of(Factory.class, FieldFactory.class))
                .hasMessageContaining("SBX0101: The route 'chat' is answered by ")
                .hasMessageContaining(Chat.class.getName() + ".chat (made by " + Factory.class.getName() + ".make)")
                .hasMessageContaining(
                        Chat.class.getName() + ".chat (made by " + FieldFactory.class.getName() + ".made)");
    }

    @Test
    void refusesARouteThatTheProducerHides() {
        assertThatThrownBy(() -> Deployment.of(HidingFactory.class))
                .hasMessageContaining("SBX0107: The route of " + Chat.class.getName() + ".chat (made by "
                        + HidingFactory.class.getName() + ".make) is hidden by @Typed");
    }

    @Test
    void hasNoPartInWhatElseIsProduced() {
        try (Deployment deployment = Deployment.of(OtherFactory.class)) {
            assertThat(deployment.switchboard().routes().routes()).isEmpty();
        }
    }

    static class Chat {

        private final String origin;

        Chat() {
            this("a proxy");
        }

        Chat(String origin) {
            this.origin = origin;
        }

        @Route("chat")
        @RolesAllowed("user")
        String chat() {
            return "made in " + origin;
        }
    }

    @Dependent
    static class Factory {

        @Produces
        @ApplicationScoped
        Chat make() {
            HISTORY.add("made");
            return new Chat("a factory");
        }
    }

    @Dependent
    static class FieldFactory {

        @Produces
        Chat made = new Chat("a field");
    }

    @Dependent
    static class DependentFactory {

        @Produces
        Chat make() {
            HISTORY.add("made");
            return new Chat("a factory");
        }

        void end(@Disposes Chat chat) {
            HISTORY.add("disposed");
        }
    }

    @Dependent
    static class HidingFactory {

        @Produces
        @Typed(Object.class)
        Chat make() {
            return new Chat("a factory");
        }
    }

    @Dependent
    static class OtherFactory {

        @Produces
        int number = 5;

        @Produces
        String[] texts() {
            return new String[0];
        }

        @Produces
        List<String> list() {
            return List.of();
        }
    }

    @Vetoed
    @Route("handler")
    static class Handler implements RouteHandler<String, String> {

        @Override
        public String handle(@Nullable String params, Call call) {
            return "handled";
        }
    }

    @Dependent
    static class HandlerFactory {

        @Produces
        @ApplicationScoped
        Handler make() {
            return new Handler();
        }
    }

    static class Store<T> {

        @Route("store")
        String store(T item) {
            return "stored " + item;
        }
    }

    @Dependent
    static class StoreFactory {

        @Produces
        Store<Integer> make() {
            return new Store<>();
        }
    }

    interface Service {

        @Route("service")
        String serve();
    }

    @Dependent
    static class ServiceFactory {

        @Produces
        @ApplicationScoped
        Service make() {
            return () -> "served";
        }
    }
}
