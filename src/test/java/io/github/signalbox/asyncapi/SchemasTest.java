package io.github.signalbox.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.signalbox.asyncapi.Samples.Animal;
import io.github.signalbox.asyncapi.Samples.Bean;
import io.github.signalbox.asyncapi.Samples.Color;
import io.github.signalbox.asyncapi.Samples.Constrained;
import io.github.signalbox.asyncapi.Samples.Converted;
import io.github.signalbox.asyncapi.Samples.Dog;
import io.github.signalbox.asyncapi.Samples.Kennel;
import io.github.signalbox.asyncapi.Samples.Line;
import io.github.signalbox.asyncapi.Samples.Made;
import io.github.signalbox.asyncapi.Samples.Maps;
import io.github.signalbox.asyncapi.Samples.Maybe;
import io.github.signalbox.asyncapi.Samples.Nillable;
import io.github.signalbox.asyncapi.Samples.Node;
import io.github.signalbox.asyncapi.Samples.Numbers;
import io.github.signalbox.asyncapi.Samples.Page;
import io.github.signalbox.asyncapi.Samples.Point;
import io.github.signalbox.asyncapi.Samples.Raw;
import io.github.signalbox.asyncapi.Samples.Shape;
import io.github.signalbox.asyncapi.Samples.Spoken;
import io.github.signalbox.asyncapi.Samples.Times;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.BinaryDataStrategy;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas beside what Yasson really reads and writes. */
class SchemasTest {

    private static final Type PAGE_OF_SPOKEN = new Generic() {}.of(Samples.class, "page");

    /** The generic type of a field. */
    private interface Generic {

        default Type of(Class<?> type, String field) {
            try {
                return type.getDeclaredField(field).getGenericType();
            } catch (NoSuchFieldException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    static Stream<Arguments> written() {
        return Stream.of(
                arguments(Spoken.class, Samples.SPOKEN),
                arguments(Spoken.class, new Spoken(null, null)),
                arguments(PAGE_OF_SPOKEN, Samples.page),
                arguments(Bean.class, Bean.sample()),
                arguments(Bean.class, new Bean()),
                arguments(Times.class, Times.sample()),
                arguments(Numbers.class, Numbers.sample()),
                arguments(Numbers.class, new Numbers()),
                arguments(Maybe.class, Maybe.FULL),
                arguments(Maybe.class, Maybe.EMPTY),
                arguments(Maps.class, Maps.sample()),
                arguments(Node.class, Node.sample()),
                arguments(Made.class, Made.of(3, "x")),
                arguments(Converted.class, Converted.sample()),
                arguments(Color.class, Color.RED),
                arguments(Color[].class, Color.values()),
                arguments(Animal.class, new Dog()),
                arguments(Kennel.class, Kennel.sample()),
                arguments(Shape.class, new Samples.Circle(1.5)),
                arguments(Nillable.class, new Nillable()),
                arguments(Raw.class, Raw.sample()),
                arguments(Constrained.class, Constrained.sample()),
                arguments(String.class, "text"),
                arguments(int.class, 1),
                arguments(byte[].class, new byte[] {1, -2}));
    }

    /** Without those in which null stands for a property that is never written so. */
    static Stream<Arguments> full() {
        return written().filter(each -> !(each.get()[1] instanceof Bean bean && bean.getPlain() == null));
    }

    @ParameterizedTest
    @MethodSource("written")
    void describesWhatIsWrittenAndWhatIsRead(Type type, Object value) throws Exception {
        try (Described described = Described.of(type)) {
            String json = described.write(value);
            assertThat(described.problems(json)).as(json).isEmpty();
            // A sealed interface can only be written; the bean has a property that is written by one name and read by
            // another.
            if (type != Shape.class && type != Bean.class) {
                // What JSON-B makes of its own text is the same again.
                assertThat(described.write(described.read(json))).isEqualTo(json);
            }
        }
    }

    /** Each property that is described is written, and each that is written is described. */
    @ParameterizedTest
    @MethodSource("full")
    void namesTheMembersThatAreWritten(Type type, Object value) throws Exception {
        JsonbConfig nulls = new JsonbConfig().withNullValues(true);
        try (Described described = Described.of(type, nulls)) {
            if (described.schema().has("properties")) {
                List<String> readable = described.names("properties").stream()
                        .filter(name ->
                                !described.property(name).path("writeOnly").asBoolean())
                        .toList();
                assertThat(Trees.read(described.write(value)).asJsonObject().keySet())
                        .containsExactlyInAnyOrderElementsOf(readable);
            }
            assertThat(described.problems(described.write(value))).isEmpty();
        }
    }

    @Test
    void resolvesGenerics() throws Exception {
        try (Described described = Described.of(PAGE_OF_SPOKEN)) {
            assertThat(described
                            .definition("Page.Spoken")
                            .at("/properties/items/items/$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/Spoken");
            assertThat(described.problems("{\"items\":[{\"text\":1}]}")).isNotEmpty();
        }
    }

    @Test
    void writesEnumsByName() throws Exception {
        try (Described described = Described.of(Color.class)) {
            assertThat(described.schema().path("enum").toString()).isEqualTo("[\"RED\",\"DARK_BLUE\"]");
            assertThat(described.problems("\"dark blue\"")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void givesDatesAndTimesAFormat(String property, String format) throws Exception {
        try (Described described = Described.of(Times.class)) {
            assertThat(described.property(property).path("type").asText()).isEqualTo("string");
            assertThat(described.property(property).path("format").asText()).isEqualTo(format);
        }
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                arguments("instant", "date-time"),
                arguments("offsetDateTime", "date-time"),
                arguments("localDate", "date"),
                arguments("localDateTime", "date-time-local"),
                arguments("localTime", "time-local"),
                arguments("offsetTime", "time"),
                arguments("duration", "duration"),
                arguments("period", "duration"),
                arguments("uuid", "uuid"),
                // With a zone behind it in brackets, which no format has.
                arguments("zonedDateTime", ""),
                arguments("date", ""),
                arguments("formatted", ""));
    }

    @Test
    void takesAnOptionalThatIsAbsentOrNull() throws Exception {
        try (Described described = Described.of(Maybe.class)) {
            for (String json : List.of("{}", "{\"text\":null,\"number\":null,\"point\":null}", "{\"text\":\"x\"}")) {
                assertThat(described.problems(json)).isEmpty();
                assertThat(described.read(json)).isInstanceOf(Maybe.class);
            }
            assertThat(described.problems("{\"text\":1}")).isNotEmpty();
            assertThat(((Maybe) described.read("{\"text\":null}")).text()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void tellsWhatIsOnlyReadOrOnlyWritten() throws Exception {
        try (Described described = Described.of(Bean.class)) {
            assertThat(described.property("computed").path("readOnly").asBoolean())
                    .isTrue();
            assertThat(described.property("secret").path("writeOnly").asBoolean())
                    .isTrue();
            assertThat(described.property("plain").has("readOnly")).isFalse();
            assertThat(described.names("properties"))
                    .contains("renamed", "read-name", "write-name")
                    .doesNotContain("hidden", "unseen", "constant", "passing", "class");
        }
    }

    @Test
    void usesTheParametersOfACreator() throws Exception {
        try (Described described = Described.of(Made.class)) {
            assertThat(described.property("count").path("type").asText()).isEqualTo("integer");
            assertThat(described.property("label").path("writeOnly").asBoolean())
                    .isTrue();
            assertThat(described.schema().has("required")).isFalse();
        }
        JsonbConfig strict = new JsonbConfig().withCreatorParametersRequired(true);
        try (Described described = Described.of(Made.class, strict)) {
            assertThat(described.schema().path("required").toString()).isEqualTo("[\"count\",\"label\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PropertyNamingStrategy.IDENTITY,
                PropertyNamingStrategy.LOWER_CASE_WITH_DASHES,
                PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES,
                PropertyNamingStrategy.UPPER_CAMEL_CASE,
                PropertyNamingStrategy.UPPER_CAMEL_CASE_WITH_SPACES,
                PropertyNamingStrategy.CASE_INSENSITIVE
            })
    void namesPropertiesAsTheStrategyDoes(String strategy) throws Exception {
        JsonbConfig config = new JsonbConfig().withPropertyNamingStrategy(strategy);
        try (Described described = Described.of(Samples.Names.class, config)) {
            assertThat(described.names("properties"))
                    .containsExactlyInAnyOrderElementsOf(Trees.read(described.write(new Samples.Names()))
                            .asJsonObject()
                            .keySet());
        }
    }

    @Test
    void asksAStrategyOfTheApplication() throws Exception {
        JsonbConfig config = new JsonbConfig().withPropertyNamingStrategy((PropertyNamingStrategy) name -> "_" + name);
        try (Described described = Described.of(Point.class, config)) {
            assertThat(described.names("properties")).containsExactly("_x", "_y");
        }
    }

    @Test
    void writesBytesAsConfigured() throws Exception {
        try (Described described = Described.of(byte[].class)) {
            assertThat(described.schema().path("type").asText()).isEqualTo("array");
        }
        JsonbConfig config = new JsonbConfig().withBinaryDataStrategy(BinaryDataStrategy.BASE_64);
        try (Described described = Described.of(byte[].class, config)) {
            assertThat(described.schema().toString()).isEqualTo("{\"type\":\"string\",\"contentEncoding\":\"base64\"}");
        }
    }

    @Test
    void usesAdaptersOfTheConfiguration() throws Exception {
        JsonbConfig config = new JsonbConfig().withAdapters(new Samples.PointAsText());
        try (Described described = Described.of(Samples.Line.class, config)) {
            assertThat(described.property("from").path("type").asText()).isEqualTo("string");
            String json = described.write(new Samples.Line(new Point(1, 2), new Point(3, 4)));
            assertThat(json).isEqualTo("{\"from\":\"1:2\",\"to\":\"3:4\"}");
            assertThat(described.problems(json)).isEmpty();
        }
    }

    @Test
    void saysWhatConstraintsDo() throws Exception {
        try (Described described = Described.of(Constrained.class)) {
            assertThat(described.schema().path("required").toString()).isEqualTo("[\"name\"]");
            assertThat(described.problems("{\"name\":\"ab\",\"count\":3,\"code\":\"X1\"}"))
                    .isEmpty();
            for (String bad : List.of(
                    "{}",
                    "{\"name\":\"toolonganame\"}",
                    "{\"name\":\"ab\",\"count\":0}",
                    "{\"name\":\"ab\",\"code\":\"1X\"}")) {
                assertThat(described.problems(bad)).as(bad).isNotEmpty();
            }
        }
    }

    @Test
    void tellsSubtypesApart() throws Exception {
        try (Described described = Described.of(Animal.class)) {
            assertThat(described.read("{\"@type\":\"dog\",\"tricks\":2}")).isInstanceOf(Dog.class);
            assertThat(described.problems("{\"@type\":\"dog\",\"tricks\":2}")).isEmpty();
            assertThat(described.problems("{\"@type\":\"cow\"}")).isNotEmpty();
        }
    }

    @Test
    void tellsClassesOfOneNameApart() {
        Schemas schemas = new Schemas(
                List.of(Point.class, Samples.Other.Point.class, Line.class),
                new JsonbConfig(),
                jakarta.json.bind.JsonbBuilder.create(),
                System.getLogger("test"));
        String first = schemas.of(Point.class).getString("$ref");
        String second = schemas.of(Samples.Other.Point.class).getString("$ref");
        assertThat(first).matches("#/components/schemas/[A-Za-z0-9._-]+").isNotEqualTo(second);
        assertThat(schemas.definitions().getValue("/Line/properties/from/$ref").toString())
                .isEqualTo('"' + first + '"');
        assertThat(schemas.definitions()
                        .getJsonObject(second.substring(second.lastIndexOf('/') + 1))
                        .getJsonObject("properties")
                        .keySet())
                .containsExactly("z");
    }

    @Test
    void describesTheTypesThatAreNoObjects() {
        Schemas schemas = new Schemas(
                List.of(Point.class, Map.class, Object.class, Void.class),
                new JsonbConfig(),
                jakarta.json.bind.JsonbBuilder.create(),
                System.getLogger("test"));
        assertThat(schemas.of(Object.class).toString()).isEqualTo("{}");
        assertThat(schemas.of(Void.class).toString()).isEqualTo("{\"type\":\"null\"}");
        assertThat(schemas.of(Map.class).getString("type")).isEqualTo("object");
        assertThat(schemas.definitions().keySet()).containsExactly("Point");
        assertThat(PAGE_OF_SPOKEN).isInstanceOf(ParameterizedType.class);
        assertThat(Page.class.isRecord()).isTrue();
    }
}
