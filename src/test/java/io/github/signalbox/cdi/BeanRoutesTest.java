package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Call;
import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.RouteRegistry;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.RouteDefinition;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beans of every kind answer their routes. */
class BeanRoutesTest {

    private static final List<String> HISTORY = new CopyOnWriteArrayList<>();

    private static final Call CALL = (Call) Proxy.newProxyInstance(
            BeanRoutesTest.class.getClassLoader(), new Class<?>[] {Call.class}, (proxy, method, arguments) -> "call");

    @BeforeEach
    void forget() {
        HISTORY.clear();
    }

    @Test
    void callsMethodsOfAnyVisibilityWithParametersInAnyOrder() throws Exception {
        try (Deployment deployment = Deployment.of(Methods.class)) {
            assertThat(call(deployment, "package-private", "p")).isEqualTo("p");
            assertThat(call(deployment, "protected", "p")).isEqualTo("p call");
            assertThat(call(deployment, "public", "p")).isEqualTo("call p");
            assertThat(call(deployment, "call", "p")).isEqualTo("call");
            assertThat(call(deployment, "nothing", "p")).isNull();
            assertThat(deployment.route("nothing").paramsType()).isEqualTo(Void.class);
            assertThat(deployment.route("nothing").owner()).isEqualTo(Methods.class.getName() + ".nothing");
            assertThat(deployment.route("nothing").blocking()).isFalse();
            assertThat(deployment.route("public").blocking()).isTrue();
        }
    }

    @Test
    void givesAMethodWithAVariableNumberOfArgumentsItsParamsAsTheyAre() throws Exception {
        try (Deployment deployment = Deployment.of(Variable.class)) {
            String[] texts = {"a", "b"};
            assertThat(deployment.route("texts").paramsType()).isEqualTo(String[].class);
            assertThat(call(deployment, "texts", texts)).isSameAs(texts);
            assertThat(call(deployment, "texts", null)).isNull();
            assertThat(call(deployment, "objects", texts)).isSameAs(texts);
            assertThat(call(deployment, "numbers", new int[] {1, 2})).isEqualTo(3);
        }
    }

    @Test
    void knowsStreamsByTheirDeclaration() {
        try (Deployment deployment = Deployment.of(Streams.class, StreamHandler.class)) {
            assertThat(deployment.route("publisher").streams()).isTrue();
            assertThat(deployment.route("subclass").streams()).isTrue();
            assertThat(deployment.route("handler").streams()).isTrue();
            assertThat(deployment.route("stage").streams()).isFalse();
            assertThat(deployment.route("list").streams()).isFalse();
        }
    }

    @Test
    void passesOnWhatAMethodThrows() {
        try (Deployment deployment = Deployment.of(Methods.class)) {
            assertThatThrownBy(() -> call(deployment, "checked", null)).isExactlyInstanceOf(IOException.class);
            assertThatThrownBy(() -> call(deployment, "unchecked", null)).isExactlyInstanceOf(RouteException.class);
            assertThatThrownBy(() -> call(deployment, "error", null)).isExactlyInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void callsHandlersWhoseTypesAreInAGenericSuperclass() throws Exception {
        try (Deployment deployment = Deployment.of(Greeter.class)) {
            assertThat(deployment.route("greet").paramsType()).isEqualTo(Person.class);
            assertThat(call(deployment, "greet", new Person("Ada"))).isEqualTo("Hello, Ada");
        }
    }

    @Test
    void callsInheritedMethodsWithTheirTypesResolved() throws Exception {
        try (Deployment deployment = Deployment.of(PersonStore.class)) {
            assertThat(deployment.route("store").paramsType()).isEqualTo(Person.class);
            assertThat(call(deployment, "store", new Person("Ada"))).isEqualTo("stored Person[name=Ada]");
        }
    }

    @Test
    void takesAPublicMethodOfASuperclassThatIsNotPublic() throws Exception {
        try (Deployment deployment = Deployment.of(Visible.class)) {
            assertThat(call(deployment, "lifted", null)).isEqualTo("lifted");
        }
    }

    @Test
    void takesAMethodThatOverridesOneWithATypeParameter() throws Exception {
        try (Deployment deployment = Deployment.of(OwnStore.class)) {
            assertThat(deployment.switchboard().routes().routes()).containsExactly("own");
            assertThat(call(deployment, "own", new Person("Ada"))).isEqualTo("mine");
        }
    }

    @Test
    void takesAnOverriddenMethodOnce() throws Exception {
        try (Deployment deployment = Deployment.of(Overriding.class)) {
            assertThat(call(deployment, "over", null)).isEqualTo("overriding");
            assertThat(deployment.switchboard().routes().routes()).containsExactly("over");
        }
    }

    @Test
    void takesNoRouteFromAMethodThatIsOverriddenWithoutOne() {
        try (Deployment deployment = Deployment.of(Hiding.class)) {
            assertThat(deployment.switchboard().routes().routes()).isEmpty();
        }
    }

    @Test
    void makesADependentBeanForEachCallAndDestroysItAfterwards() throws Exception {
        try (Deployment deployment = Deployment.of(PerCall.class)) {
            call(deployment, "per-call", null);
            call(deployment, "per-call", null);

            assertThat(HISTORY).containsExactly("made", "called", "destroyed", "made", "called", "destroyed");
        }
    }

    @Test
    void keepsADependentBeanUntilItsPendingAnswerIsThere() throws Exception {
        try (Deployment deployment = Deployment.of(PerCall.class)) {
            CompletableFuture<?> result =
                    (CompletableFuture<?>) Objects.requireNonNull(call(deployment, "per-call-async", null));
            assertThat(HISTORY).containsExactly("made", "called");

            result.complete(null);

            assertThat(HISTORY).containsExactly("made", "called", "destroyed");
        }
    }

    @Test
    void destroysADependentBeanThatThrows() {
        try (Deployment deployment = Deployment.of(PerCall.class)) {
            assertThatThrownBy(() -> call(deployment, "per-call-fail", null)).isInstanceOf(RouteException.class);

            assertThat(HISTORY).containsExactly("made", "destroyed");
        }
    }

    @Test
    void hasOneSingleton() throws Exception {
        try (Deployment deployment = Deployment.of(Single.class)) {
            assertThat(call(deployment, "single", null)).isEqualTo(1);
            assertThat(call(deployment, "single", null)).isEqualTo(2);
        }
    }

    @Test
    void takesAClassWithARouteAndNoScopeForADependentBean() throws Exception {
        try (Deployment deployment = Deployment.of(Unscoped.class)) {
            assertThat(call(deployment, "unscoped", null)).isEqualTo("here");
        }
    }

    @Test
    void callsABeanThatHidesItsClass() throws Exception {
        try (Deployment deployment = Deployment.of(Hidden.class)) {
            assertThat(call(deployment, "hidden", "p")).isEqualTo("p");
        }
    }

    @Test
    void saysSoIfNoTypeOfTheBeanHasTheMethod() {
        assertThatThrownBy(() -> Deployment.of(HiddenMethod.class).close())
                .hasMessageContaining(
                        "SBX0107: The route of " + HiddenMethod.class.getName() + ".m is hidden by @Typed");
    }

    @Test
    void runsInterceptors() throws Exception {
        try (Deployment deployment = Deployment.of(Watched.class, WatchedHandler.class, Watcher.class)) {
            call(deployment, "watched", null);
            call(deployment, "watched-handler", null);

            assertThat(HISTORY).containsExactly("before m", "m", "before handle", "handle");
        }
    }

    @Test
    void knowsWhoMayCall() {
        try (Deployment deployment = Deployment.of(Guarded.class, Unguarded.class)) {
            assertThat(access(deployment, "guarded")).isEqualTo(Access.roles(Set.of("user")));
            assertThat(access(deployment, "admins")).isEqualTo(Access.roles(Set.of("admin")));
            assertThat(access(deployment, "nobody")).isEqualTo(Access.NOBODY);
            assertThat(access(deployment, "everybody")).isEqualTo(Access.EVERYBODY);
            assertThat(access(deployment, "free")).isEqualTo(Access.EVERYBODY);
            assertThat(deployment.switchboard().roles()).containsExactlyInAnyOrder("user", "admin", "declared");
        }
    }

    @Test
    void guardsAnInheritedMethodAsItsClassSays() {
        try (Deployment deployment = Deployment.of(Inheriting.class)) {
            assertThat(access(deployment, "inherited")).isEqualTo(Access.roles(Set.of("base")));
        }
    }

    @Test
    void guardsAHandlerAsItsMethodSays() {
        try (Deployment deployment = Deployment.of(GuardedHandler.class)) {
            assertThat(access(deployment, "handler")).isEqualTo(Access.roles(Set.of("admin")));
        }
    }

    @Test
    void canBeInjectedAndUsed() throws Exception {
        try (Deployment deployment = Deployment.of(Injected.class)) {
            Injected injected = deployment.bean(Injected.class);
            injected.register();

            assertThat(call(deployment, "by-hand", "p")).isEqualTo("p");
            assertThat(injected.count()).isZero();
        }
    }

    private static @Nullable Object call(Deployment deployment, String route, @Nullable Object params)
            throws Exception {
        RouteDefinition definition = deployment.route(route);
        return definition.handler().handle(params, CALL);
    }

    private static Access access(Deployment deployment, String route) {
        return deployment.route(route).access();
    }

    /** Params. */
    public record Person(String name) {}

    @ApplicationScoped
    static class Variable {

        @Route("texts")
        Object texts(String... texts) {
            return texts;
        }

        @Route("objects")
        Object objects(Call call, Object... objects) {
            return objects;
        }

        @Route("numbers")
        int numbers(int... numbers) {
            return IntStream.of(numbers).sum();
        }
    }

    @ApplicationScoped
    static class Methods {

        @Route("package-private")
        String packagePrivate(String params) {
            return params;
        }

        @Route("protected")
        protected String guarded(String params, Call call) {
            return params + " " + call;
        }

        @Route("public")
        public String open(Call call, String params) {
            return call + " " + params;
        }

        @Route("call")
        String call(Call call) {
            return call.toString();
        }

        @Route(value = "nothing", blocking = false)
        void nothing() {}

        @Route("checked")
        void checked() throws IOException {
            throw new IOException();
        }

        @Route("unchecked")
        void unchecked() {
            throw new RouteException("no");
        }

        @Route("error")
        void error() {
            throw new StackOverflowError();
        }
    }

    abstract static class Base<T, U> implements RouteHandler<U, T> {}

    @Route("greet")
    @ApplicationScoped
    static class Greeter extends Base<String, Person> {
        @Override
        public String handle(@Nullable Person params, Call call) {
            return "Hello, " + (params == null ? "nobody" : params.name());
        }
    }

    static class Store<T> {
        @Route("store")
        String store(T item) {
            return "stored " + item;
        }
    }

    @ApplicationScoped
    static class PersonStore extends Store<Person> {}

    @ApplicationScoped
    static class OwnStore extends Store<Person> {
        @Override
        @Route("own")
        String store(Person item) {
            return "mine";
        }
    }

    static class Lifted {
        @Route("lifted")
        public String m() {
            return "lifted";
        }
    }

    /** The compiler gives it a bridge to m. */
    @ApplicationScoped
    public static class Visible extends Lifted {}

    static class Overridden {
        @Route("over")
        String m() {
            return "overridden";
        }
    }

    @ApplicationScoped
    static class Overriding extends Overridden {
        @Override
        @Route("over")
        String m() {
            return "overriding";
        }
    }

    @ApplicationScoped
    static class Hiding extends Overridden {
        @Override
        String m() {
            return "hiding";
        }
    }

    @Dependent
    static class PerCall {

        PerCall() {
            HISTORY.add("made");
        }

        @Route("per-call")
        void m() {
            HISTORY.add("called");
        }

        @Route("per-call-async")
        CompletionStage<String> async() {
            HISTORY.add("called");
            return new CompletableFuture<>();
        }

        @Route("per-call-fail")
        void fail() {
            throw new RouteException("no");
        }

        @PreDestroy
        void destroy() {
            HISTORY.add("destroyed");
        }
    }

    @Singleton
    static class Single {

        private int calls;

        @Route("single")
        synchronized int m() {
            return ++calls;
        }
    }

    @Route("unscoped")
    static class Unscoped implements RouteHandler<String, String> {
        @Override
        public String handle(@Nullable String params, Call call) {
            return "here";
        }
    }

    @Route("hidden")
    @ApplicationScoped
    @Typed(RouteHandler.class)
    static class Hidden implements RouteHandler<String, String> {
        @Override
        public @Nullable String handle(@Nullable String params, Call call) {
            return params;
        }
    }

    @ApplicationScoped
    @Typed(Runnable.class)
    static class HiddenMethod implements Runnable {
        @Route("m")
        void m() {}

        @Override
        public void run() {
            m();
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Watch {}

    @Watch
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Watcher {
        @AroundInvoke
        Object watch(InvocationContext context) throws Exception {
            HISTORY.add("before " + context.getMethod().getName());
            return context.proceed();
        }
    }

    @Watch
    @ApplicationScoped
    static class Watched {
        @Route("watched")
        void m() {
            HISTORY.add("m");
        }
    }

    @Watch
    @Route("watched-handler")
    @Dependent
    static class WatchedHandler implements RouteHandler<String, Void> {
        @Override
        public @Nullable Void handle(@Nullable String params, Call call) {
            HISTORY.add("handle");
            return null;
        }
    }

    @RolesAllowed("user")
    @DeclareRoles("declared")
    @ApplicationScoped
    static class Guarded {

        @Route("guarded")
        void guarded() {}

        @RolesAllowed("admin")
        @Route("admins")
        void admins() {}

        @DenyAll
        @Route("nobody")
        void nobody() {}

        @PermitAll
        @Route("everybody")
        void everybody() {}
    }

    @ApplicationScoped
    static class Unguarded {
        @Route("free")
        void free() {}
    }

    @RolesAllowed("base")
    static class GuardedBase {
        @Route("inherited")
        void inherited() {}
    }

    @ApplicationScoped
    static class Inheriting extends GuardedBase {}

    @Route("handler")
    @ApplicationScoped
    static class GuardedHandler implements RouteHandler<String, String> {
        @Override
        @RolesAllowed("admin")
        public @Nullable String handle(@Nullable String params, Call call) {
            return params;
        }
    }

    @ApplicationScoped
    static class Injected {

        @Inject
        RouteRegistry routes;

        @Inject
        Connections connections;

        void register() {
            routes.register("by-hand", String.class, (params, call) -> params);
        }

        int count() {
            return connections.count();
        }
    }

    @ApplicationScoped
    static class Streams {

        @Route("publisher")
        Flow.Publisher<List<String>> publisher() {
            return new SubmissionPublisher<>();
        }

        @Route("subclass")
        SubmissionPublisher<String> subclass() {
            return new SubmissionPublisher<>();
        }

        @Route("stage")
        CompletionStage<String> stage() {
            return new CompletableFuture<>();
        }

        @Route("list")
        List<String> list() {
            return List.of();
        }
    }

    @Route("handler")
    static class StreamHandler implements RouteHandler<String, Flow.Publisher<String>> {
        @Override
        public Flow.Publisher<String> handle(@Nullable String params, Call call) {
            return new SubmissionPublisher<>();
        }
    }
}
