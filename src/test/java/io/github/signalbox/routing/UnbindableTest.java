package io.github.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.JsonbBuilder;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Params that cannot be, and what the deployment is told of them. */
class UnbindableTest {

    private final Bindability bindability = new Bindability(JsonbBuilder.create());

    @ParameterizedTest
    @ValueSource(classes = {AbstractShape.class, Marker.class, Abstract[].class})
    void refusesWhatIsAbstract(Class<?> type) {
        assertThat(obstacle(type))
                .isEqualTo("it is abstract. Take a record or a class, or give it @JsonbTypeInfo, an adapter or a"
                        + " deserializer.");
    }

    @Test
    void refusesWhatBelongsToAnInstance() {
        assertThat(obstacle(Inner.class)).isEqualTo("it belongs to an instance of another class. Make it static.");
        class Local {}
        assertThat(obstacle(Local.class)).startsWith("it belongs to an instance");
        assertThat(obstacle(new Object() {}.getClass())).startsWith("it belongs to an instance");
    }

    @Test
    void refusesAClassThatHasNoConstructorForIt() {
        assertThat(obstacle(NoDefaultConstructor.class))
                .isEqualTo("it has no public or protected constructor without parameters. Add one, make it a record,"
                        + " or mark a constructor with @JsonbCreator.");
        assertThat(obstacle(PrivateConstructor.class)).startsWith("it has no public or protected constructor");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Runnable.class,
                Function.class,
                ExecutorService.class,
                InputStream.class,
                Thread.class,
                Class.class
            })
    void refusesClassesOfTheJdkThatAreNoData(Class<?> type) {
        assertThat(obstacle(type)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refusesGenericType(Field field) {
        assertThat(obstacle(field.getGenericType())).isNotEmpty();
    }

    static Stream<Field> refusesGenericType() {
        return Stream.of(Unbindable.class.getDeclaredFields()).filter(field -> !field.isSynthetic());
    }

    @Test
    void namesAnOpenTypeParameter() {
        assertThat(obstacle(Unbindable.class.getTypeParameters()[0]))
                .isEqualTo("its type parameter is open. Name a type there.");
    }

    private String obstacle(Type type) {
        return bindability.obstacle(type).orElse("");
    }

    @SuppressWarnings({"unused", "NullAway"})
    static class Unbindable<T> {
        T open;
        List<T> openList;
        T[] openArray;
        List<Runnable> list;
        Map<String, AbstractShape> map;
        Optional<NoDefaultConstructor> optional;
        List<? extends Inner> wildcard;
        BindabilityTest.Pair<Inner, String> pair;
        List<NoDefaultConstructor>[] array;
    }

    public abstract static class AbstractShape {}

    public interface Marker {}

    public abstract static class Abstract {}

    @SuppressWarnings("ClassCanBeStatic")
    public class Inner {}

    public static class NoDefaultConstructor {
        public NoDefaultConstructor(AtomicInteger n) {
            n.get();
        }
    }

    public static class PrivateConstructor {
        private PrivateConstructor() {}
    }
}
