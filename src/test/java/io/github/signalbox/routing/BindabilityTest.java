package io.github.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told at deployment about the type of a handler's params. */
class BindabilityTest {

    private final Bindability bindability = new Bindability(JsonbBuilder.create());

    @ParameterizedTest
    @ValueSource(
            classes = {
                boolean.class,
                int.class,
                long.class,
                double.class,
                char.class,
                byte.class,
                Boolean.class,
                Integer.class,
                Long.class,
                Short.class,
                Double.class,
                Character.class,
                Number.class,
                String.class,
                Object.class,
                Void.class,
                BigDecimal.class,
                BigInteger.class,
                int[].class,
                String[].class,
                Point[].class,
                byte[].class,
                int[][].class,
                Instant.class,
                LocalDate.class,
                LocalDateTime.class,
                ZonedDateTime.class,
                Duration.class,
                Period.class,
                ZoneId.class,
                Date.class,
                Calendar.class,
                UUID.class,
                URI.class,
                URL.class,
                List.class,
                ArrayList.class,
                Set.class,
                Map.class,
                TreeMap.class,
                Collection.class,
                Queue.class,
                Deque.class,
                SortedMap.class,
                SortedSet.class,
                OptionalInt.class,
                JsonValue.class,
                JsonObject.class,
                JsonArray.class,
                JsonString.class,
                JsonNumber.class,
                JsonStructure.class,
                Color.class,
                EnumWithBody.class,
                Point.class,
                EmptyRecord.class,
                Picky.class,
                RefusesEverything.class,
                NestedRecord.class,
                Bean.class,
                ProtectedConstructor.class,
                Creator.class,
                FactoryMethod.class,
                Adapted.class,
                Deserialized.class,
                Shape.class,
                Recursive.class,
                Later.class
            })
    void bindsClass(Class<?> type) {
        assertThat(bindability.obstacle(type)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void bindsGenericType(Field field) {
        assertThat(bindability.obstacle(field.getGenericType())).isEmpty();
    }

    static Stream<Field> bindsGenericType() {
        return Stream.of(Bindable.class.getDeclaredFields()).filter(field -> !field.isSynthetic());
    }

    /** What is refused at deployment would never have worked, and what is let through works. */
    @ParameterizedTest
    @ValueSource(
            classes = {PackagePrivate.class, PackagePrivateRecord.class, PackagePrivateBean.class, PrivateRecord.class})
    void agreesWithTheProviderAboutWhatIsNotPublic(Class<?> type) {
        assertThat(bindability.obstacle(type).isEmpty()).isEqualTo(works(type));
    }

    private static boolean works(Class<?> type) {
        try {
            return JsonbBuilder.create().fromJson("{}", type) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings({"unused", "NullAway"})
    static class Bindable {
        List<Point> records;
        List<List<Point>> lists;
        Map<String, Point> map;
        Map<Color, List<Integer>> byEnum;
        EnumMap<Color, String> enumMap;
        Optional<Point> optional;
        Set<? extends Point> wildcard;
        List<?> anything;
        List<Point>[] array;
        Pair<Point, String> pair;
        List<JsonValue> values;
    }

    public enum Color {
        RED
    }

    public enum EnumWithBody {
        A {
            @Override
            int n() {
                return 1;
            }
        };

        abstract int n();
    }

    public record Point(int x, int y) {}

    public record EmptyRecord() {}

    public record Picky(String name) {
        public Picky {
            Objects.requireNonNull(name, "name");
        }
    }

    public record RefusesEverything(int n) {
        public RefusesEverything {
            if (n < 1) {
                throw new IllegalArgumentException("n must be positive");
            }
        }
    }

    public record NestedRecord(Point from, List<Point> via, Optional<Picky> to) {}

    /** Not a record, since Yasson reads no generic ones. */
    public static class Pair<A, B> {
        public @Nullable A first;
        public @Nullable B second;
    }

    public record Recursive(String name, List<Recursive> children) {}

    public record Later(LocalDate day, Color color) {}

    public static class Bean {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    public static class ProtectedConstructor {
        protected ProtectedConstructor() {}
    }

    public static class Creator {
        @JsonbCreator
        public Creator(@JsonbProperty("a") String a) {
            Objects.requireNonNull(a);
        }
    }

    public static final class FactoryMethod {
        private FactoryMethod() {}

        @JsonbCreator
        public static FactoryMethod of(@JsonbProperty("a") String a) {
            Objects.requireNonNull(a);
            return new FactoryMethod();
        }
    }

    @JsonbTypeAdapter(AdaptedAdapter.class)
    public static final class Adapted {
        private Adapted() {}
    }

    public static class AdaptedAdapter implements JsonbAdapter<Adapted, String> {
        @Override
        public String adaptToJson(Adapted value) {
            return "";
        }

        @Override
        public Adapted adaptFromJson(String text) {
            return new Adapted();
        }
    }

    @JsonbTypeDeserializer(MarkerDeserializer.class)
    public interface Deserialized {}

    public static class MarkerDeserializer implements JsonbDeserializer<Deserialized> {
        @Override
        public Deserialized deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return new Deserialized() {};
        }
    }

    @JsonbTypeInfo(@JsonbSubtype(alias = "circle", type = Circle.class))
    public interface Shape {}

    public static class Circle implements Shape {}

    static class PackagePrivate {}

    record PackagePrivateRecord(String a) {}

    static class PackagePrivateBean {
        public String name = "";
    }

    private record PrivateRecord(String a) {}
}
