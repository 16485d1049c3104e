package io.github.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.RouteException;
import io.github.signalbox.routing.FakePath.Node;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    private static final Node METHOD = new Node(ElementKind.METHOD, "say");
    private static final Node PARAMETER = new Node(ElementKind.PARAMETER, "arg0");
    private static final Node RESULT = new Node(ElementKind.RETURN_VALUE, "<return value>");

    @Test
    void tellsWhatARouteExceptionSays() {
        assertThat(Failure.of(new RouteException(7, "no", List.of(1))))
                .isEqualTo(new Failure(7, "no", List.of(1), null));
        assertThat(Failure.of(new RouteException("no"))).isEqualTo(new Failure(1, "no", null, null));
    }

    @Test
    @SuppressWarnings("NullAway") // what an application may do all the same
    void tellsNothingWhereARouteExceptionSaysNothing() {
        assertThat(Failure.of(new RouteException(7, null))).isEqualTo(new Failure(7, "Handler failed", null, null));
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void looksInsideWrappers(Throwable wrapped) {
        assertThat(Failure.of(wrapped)).isEqualTo(new Failure(7, "no", null, null));
    }

    static Stream<Throwable> wrapped() {
        RouteException told = new RouteException(7, "no");
        return Stream.of(
                new InvocationTargetException(told),
                new UndeclaredThrowableException(told),
                new CompletionException(told),
                new ExecutionException(told),
                new CompletionException(new ExecutionException(new InvocationTargetException(told))));
    }

    @Test
    void tellsOnlyTheLogOfAnythingElse() {
        IOException reason = new IOException("secret");
        RuntimeException hiding = new IllegalStateException(new RouteException(7, "a cause is not an answer"));

        assertThat(Failure.of(new CompletionException(reason)))
                .isEqualTo(new Failure(1, "Handler failed", null, reason));
        assertThat(Failure.of(hiding)).isEqualTo(new Failure(1, "Handler failed", null, hiding));
        assertThat(Failure.of(new StackOverflowError()).msg()).isEqualTo("Handler failed");
    }

    @Test
    void takesAWrapperWithoutACauseAsItIs() {
        Throwable empty = new CompletionException("nothing inside", null);

        assertThat(Failure.of(empty).unexpected()).isSameAs(empty);
    }

    @Test
    void tellsWhichConstraintsTheParamsBreakInAnOrderThatDoesNotChange() {
        Failure failure = Failure.of(violations(
                violation("must not be blank", METHOD, PARAMETER, property("name")),
                violation("must be positive", METHOD, PARAMETER, property("home"), property("zip")),
                violation("b", METHOD, PARAMETER, property("home"), property("zip")),
                violation("must not be null", METHOD, PARAMETER)));

        assertThat(failure)
                .isEqualTo(new Failure(
                        422,
                        "Params do not fit",
                        List.of(
                                new FieldProblem("", "must not be null"),
                                new FieldProblem("home.zip", "b"),
                                new FieldProblem("home.zip", "must be positive"),
                                new FieldProblem("name", "must not be blank")),
                        null));
    }

    @Test
    void takesAResultThatBreaksItsConstraintsForTheHandlersFault() {
        ConstraintViolationException thrown =
                violations(violation("must not be null", METHOD, RESULT), violation("x", METHOD, PARAMETER));

        assertThat(Failure.of(thrown)).isEqualTo(new Failure(1, "Handler failed", null, thrown));
    }

    @Test
    void takesAnExceptionWithoutViolationsForTheHandlersFault() {
        ConstraintViolationException none = new ConstraintViolationException("made by hand", null);

        assertThat(Failure.of(none).unexpected()).isSameAs(none);
    }

    private static Node property(String name) {
        return new Node(ElementKind.PROPERTY, name);
    }

    private static ConstraintViolationException violations(ConstraintViolation<?>... violations) {
        return new ConstraintViolationException(new LinkedHashSet<>(Set.of(violations)));
    }

    private static ConstraintViolation<?> violation(String message, Node... path) {
        return (ConstraintViolation<?>) Proxy.newProxyInstance(
                FailureTest.class.getClassLoader(),
                new Class<?>[] {ConstraintViolation.class},
                (proxy, method, arguments) -> answer(proxy, method.getName(), arguments, message, path));
    }

    private static @Nullable Object answer(
            Object proxy, String method, Object @Nullable [] arguments, String message, Node... path) {
        return switch (method) {
            case "getMessage" -> message;
            case "getPropertyPath" -> new FakePath(List.of(path));
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "toString" -> "violation: " + message;
            default -> throw new UnsupportedOperationException(method);
        };
    }
}
