package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.Sends;
import io.github.signalbox.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.json.bind.JsonbConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad bean stops the deployment, with a number, the bean and the remedy. */
class BadDeploymentTest {

    private static final String SETTING = "signalbox.max-connections";
    private static final String PORT = "signalbox.port";

    @AfterEach
    void forget() {
        System.clearProperty(PORT);
        System.clearProperty(SETTING);
    }

    @Test
    void twoBeansForOneRoute() {
        stops(
                "SBX0101: The route 'echo' is answered by " + name(Echo.class) + ".echo and by " + name(Other.class)
                        + ".again: give one of them another name, or remove it.",
                Echo.class,
                Other.class);
    }

    @Test
    void aNameOfTheServersOwn() {
        stops("SBX0102: The route '$mine' of " + name(Dollar.class) + ".m begins with '$'", Dollar.class);
    }

    @Test
    void anEmptyName() {
        stops("SBX0103: The route of " + name(Empty.class) + ".m has an empty name", Empty.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {SendsNameless.class, SendsDollar.class, SendsTooLong.class})
    void anEventWithoutAName(Class<?> bean) {
        stops("SBX0109: The event '", bean);
    }

    @Test
    void anEventWithTwoTypes() {
        stops(
                "SBX0110: The event 'news' is sent with java.lang.String by " + name(SendsText.class)
                        + " and with java.lang.Integer by " + name(SendsTwice.class) + ".m:",
                SendsTwice.class,
                SendsText.class);
    }

    @Test
    void aNameThatIsTooLong() {
        stops("SBX0103: The route of " + name(TooLong.class) + ".m has a name of 201 characters", TooLong.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Producer.class, Disposer.class, Observer.class, Initializer.class})
    void aMethodThatCdiCalls(Class<?> bean) {
        stops("SBX0111: The route 'r' is on " + name(bean) + ".m, which CDI calls itself", bean);
    }

    @ParameterizedTest
    @CsvSource({
        "CheckedHandler, io.github.signalbox.RouteHandler.handle",
        "CheckedHandlerAbove, io.github.signalbox.RouteHandler.handle",
        "CheckedImplementation, io.github.signalbox.cdi.BadDeploymentTest$Unchecked.m",
        "CheckedOverride, io.github.signalbox.cdi.BadDeploymentTest$UncheckedBase.m"
    })
    void constraintsThatJakartaValidationDoesNotAllow(String bean, String above) throws Exception {
        Class<?> type = Class.forName(BadDeploymentTest.class.getName() + "$" + bean);
        stops("SBX0112: The route 'r' of " + name(type), type);
        stops("has constraints on what it takes, but overrides " + above + ", which has none", type);
    }

    @Test
    void noConstraintsThatJakartaValidationAllows() {
        Deployment.of(CheckedAbove.class, CheckedOverload.class, CheckedResult.class)
                .close();
    }

    @ParameterizedTest
    @ValueSource(classes = {TwoParams.class, TwoCalls.class})
    void twoParameters(Class<?> bean) {
        stops("SBX0104: The route 'two' is on " + name(bean) + ".m, which takes 2 parameters", bean);
    }

    @Test
    void paramsThatCannotBeBound() {
        stops("SBX0105: The route 'r' of " + name(Unbindable.class) + ".m takes java.lang.Runnable", Unbindable.class);
        stops("SBX0105: The route 'r' of " + name(UnbindableHandler.class), UnbindableHandler.class);
        stops("SBX0105: The route 'r' of " + name(OpenHandler.class) + " takes P", OpenHandler.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AsyncStream.class,
                FutureStream.class,
                StreamOfStages.class,
                StreamHandler.class,
                Inherited.class,
                InheritedItems.class,
                NestedStream.class,
                DeepStream.class,
                PlainNestedStream.class,
                WildStream.class
            })
    void stagesAndStreamsInsideEachOther(Class<?> bean) {
        stops("SBX0106: The route 'stream' of " + name(bean), bean);
    }

    @Test
    void noStageThatIsNotWhatAStreamIsOf() {
        Deployment.of(KeyedStream.class).close();
    }

    @ParameterizedTest
    @ValueSource(classes = {PrivateMethod.class, StaticMethod.class})
    void methodsThatCdiCannotCall(Class<?> bean) {
        stops("SBX0107: The route 'r' is on " + name(bean) + ".m, which is private or static", bean);
    }

    @Test
    void aClassThatIsNoHandler() {
        stops("SBX0108: The route 'r' is on the class " + name(NoHandler.class), NoHandler.class);
        stops("SBX0108: The route 'r' is on the class " + name(RawHandler.class), RawHandler.class);
    }

    @Test
    void aBadSetting() {
        System.setProperty(SETTING, "many");

        assertThatThrownBy(() -> Deployment.configured(Echo.class))
                .hasMessageContaining("SBX0001: signalbox.max-connections is 'many'");
    }

    @Test
    void notAPortThatNobodyListensOn() {
        System.setProperty(PORT, "tcp://10.0.0.7:80");

        Deployment.configured(Echo.class).close();
    }

    @Test
    void aBadOriginRule() {
        assertThatThrownBy(() -> Deployment.of(
                        Settings.defaults().toBuilder().allowedOrigins(List.of("example.com/path")), Echo.class))
                .hasMessageContaining("SBX0002: ")
                .hasMessageContaining("example.com/path");
    }

    @Test
    void aJsonbThatCannotBeMade() {
        stops("SBX0004: There is no JSON-B that could be used", BadJsonb.class);
    }

    @Test
    void anExecutorThatDoesNotExistStopsTheApplicationWhenItStarts() {
        try (Deployment deployment =
                Deployment.of(Settings.defaults().toBuilder().executor("java:comp/missing"), Echo.class)) {
            assertThatThrownBy(deployment::switchboard)
                    .hasStackTraceContaining("SBX0003: signalbox.executor is 'java:comp/missing'");
        }
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> Deployment.of(
                        Settings.defaults().toBuilder().allowedOrigins(List.of("nonsense")),
                        Echo.class,
                        Other.class,
                        Dollar.class,
                        TwoParams.class))
                .hasStackTraceContaining("SBX0101: ")
                .hasStackTraceContaining("SBX0102: ")
                .hasStackTraceContaining("SBX0104: ")
                .hasStackTraceContaining("SBX0002: ");
    }

    private static void stops(String message, Class<?>... beans) {
        assertThatThrownBy(() -> Deployment.of(beans).close()).hasMessageContaining(message);
    }

    private static String name(Class<?> bean) {
        return bean.getName();
    }

    @ApplicationScoped
    static class Echo {
        @Route("echo")
        String echo(String text) {
            return text;
        }
    }

    @ApplicationScoped
    static class BadJsonb {
        @Produces
        @Dependent
        JsonbConfig config() {
            return new JsonbConfig().setProperty(JsonbConfig.LOCALE, "nowhere");
        }
    }

    @ApplicationScoped
    static class Other {
        @Route("echo")
        String again(String text) {
            return text;
        }
    }

    @ApplicationScoped
    static class Dollar {
        @Route("$mine")
        void m() {}
    }

    @ApplicationScoped
    static class Empty {
        @Route("")
        void m() {}
    }

    @ApplicationScoped
    static class TooLong {
        private static final String TEN = "0123456789";
        private static final String HUNDRED = TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN;

        @Route(HUNDRED + HUNDRED + "!")
        void m() {}
    }

    @Dependent
    static class Producer {
        @Produces
        @Route("r")
        Thread m() {
            return Thread.currentThread();
        }
    }

    @Dependent
    static class Disposer {
        @Produces
        Thread make() {
            return Thread.currentThread();
        }

        @Route("r")
        void m(@Disposes Thread thread) {}
    }

    @ApplicationScoped
    static class Observer {
        @Route("r")
        void m(@Observes String event) {}
    }

    @ApplicationScoped
    static class Initializer {
        @Inject
        @Route("r")
        void m(BeanManager beans) {}
    }

    @Route("r")
    static class CheckedHandler implements RouteHandler<String, String> {
        @Override
        public String handle(@NotNull String params, Call call) {
            return params;
        }
    }

    abstract static class HandlerAbove<T> implements RouteHandler<T, String> {
        @Override
        public String handle(@Valid T params, Call call) {
            return "";
        }
    }

    @Route("r")
    static class CheckedHandlerAbove extends HandlerAbove<String> {}

    interface Unchecked<T> {
        void m(T params);
    }

    @ApplicationScoped
    static class CheckedImplementation implements Unchecked<String> {
        @Override
        @Route("r")
        public void m(@NotNull String params) {}
    }

    static class UncheckedBase {
        void m(List<String> params) {}
    }

    @ApplicationScoped
    static class CheckedOverride extends UncheckedBase {
        @Override
        @Route("r")
        void m(List<@NotNull String> params) {}
    }

    interface Checking {
        void m(@NotNull String params);
    }

    @ApplicationScoped
    static class CheckedAbove implements Checking {
        @Override
        @Route("above")
        public void m(@NotNull String params) {}
    }

    @ApplicationScoped
    static class CheckedOverload implements Unchecked<String> {
        @Override
        public void m(String params) {}

        @Route("overload")
        void m(@Valid Thread.State params) {}
    }

    @Route("result")
    static class CheckedResult implements RouteHandler<String, String> {
        @Override
        public @NotNull String handle(String params, Call call) {
            return params;
        }
    }

    @ApplicationScoped
    static class TwoParams {
        @Route("two")
        void m(String a, String b) {}
    }

    @ApplicationScoped
    static class TwoCalls {
        @Route("two")
        void m(Call a, Call b) {}
    }

    @ApplicationScoped
    static class Unbindable {
        @Route("r")
        void m(Runnable params) {}
    }

    @Route("r")
    @ApplicationScoped
    static class UnbindableHandler implements RouteHandler<Runnable, String> {
        @Override
        public String handle(@Nullable Runnable params, Call call) {
            return "";
        }
    }

    @Route("r")
    @Dependent
    static class OpenHandler<P> implements RouteHandler<P, String> {
        @Override
        public String handle(@Nullable P params, Call call) {
            return "";
        }
    }

    @ApplicationScoped
    static class AsyncStream {
        @Route("stream")
        CompletionStage<Flow.Publisher<String>> m() {
            return new CompletableFuture<>();
        }
    }

    @ApplicationScoped
    static class FutureStream {
        @Route("stream")
        CompletableFuture<SubmissionPublisher<String>> m() {
            return new CompletableFuture<>();
        }
    }

    @ApplicationScoped
    static class StreamOfStages {
        @Route("stream")
        SubmissionPublisher<CompletableFuture<String>> m() {
            return new SubmissionPublisher<>();
        }
    }

    @ApplicationScoped
    @Sends(route = "")
    static class SendsNameless {}

    @ApplicationScoped
    static class SendsDollar {
        @Sends(route = "$mine", params = String.class)
        void m() {}
    }

    @ApplicationScoped
    @Sends(route = "fine")
    @Sends(
            route =
                    "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
                            + "12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")
    static class SendsTooLong {}

    @ApplicationScoped
    @Sends(route = "news", params = String.class)
    static class SendsText {}

    @ApplicationScoped
    static class SendsTwice {
        @Sends(route = "other")
        @Sends(route = "news", params = Integer.class)
        void m() {}
    }

    static class Answering<T> {
        @Route("stream")
        @Nullable
        T m() {
            return null;
        }
    }

    @ApplicationScoped
    static class Inherited extends Answering<Flow.Publisher<Flow.Publisher<String>>> {}

    static class AnsweringItems<T> {
        @Route("stream")
        Flow.@Nullable Publisher<T> m() {
            return null;
        }
    }

    @ApplicationScoped
    static class InheritedItems extends AnsweringItems<Flow.Publisher<String>> {}

    /** Its items are text, whatever their keys are. */
    interface Keyed<K> extends Flow.Publisher<String> {}

    interface Nested<K> extends Flow.Publisher<Flow.Publisher<K>> {}

    interface Swapped<K, V> extends Flow.Publisher<V> {}

    interface Deep<T> extends Swapped<String, T> {}

    interface PlainNested extends Nested<String> {}

    @ApplicationScoped
    static class KeyedStream {
        @Route("keyed")
        @Nullable
        Keyed<CompletableFuture<String>> keyed() {
            return null;
        }

        @Route("swapped")
        @Nullable
        Swapped<CompletableFuture<String>, String> swapped() {
            return null;
        }
    }

    @ApplicationScoped
    static class NestedStream {
        @Route("stream")
        @Nullable
        Nested<String> m() {
            return null;
        }
    }

    @ApplicationScoped
    static class DeepStream {
        @Route("stream")
        @Nullable
        Deep<CompletableFuture<String>> m() {
            return null;
        }
    }

    @ApplicationScoped
    static class PlainNestedStream {
        @Route("stream")
        @Nullable
        PlainNested m() {
            return null;
        }
    }

    @ApplicationScoped
    static class WildStream {
        @Route("stream")
        Flow.@Nullable Publisher<? extends CompletionStage<String>> m() {
            return null;
        }
    }

    @Route("stream")
    @ApplicationScoped
    static class StreamHandler implements RouteHandler<String, CompletionStage<Flow.Publisher<String>>> {
        @Override
        public CompletionStage<Flow.Publisher<String>> handle(@Nullable String params, Call call) {
            return new CompletableFuture<>();
        }
    }

    @ApplicationScoped
    static class PrivateMethod {
        @Route("r")
        @SuppressWarnings("UnusedMethod")
        private void m() {}
    }

    @ApplicationScoped
    static class StaticMethod {
        @Route("r")
        static void m() {}
    }

    @Route("r")
    @ApplicationScoped
    static class NoHandler {}

    @SuppressWarnings("rawtypes")
    @Route("r")
    @ApplicationScoped
    static class RawHandler implements RouteHandler {
        @Override
        public Object handle(@Nullable Object params, Call call) {
            return "";
        }
    }
}
