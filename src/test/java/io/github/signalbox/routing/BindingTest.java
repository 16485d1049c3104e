package io.github.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.signalbox.RouteException;
import io.github.signalbox.json.JsonOutput;
import io.github.signalbox.json.JsonSlice;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {

    private static final String MISFIT = "is not of the kind that this route takes";

    private final Binding binding = new Binding(Binding.jsonb(new JsonbConfig()));

    @Test
    void bindsWhatFits() throws Exception {
        assertThat(bind("{\"name\":\"Ada\",\"home\":{\"zip\":1}}", Person.class))
                .isEqualTo(new Person("Ada", new Home(1)));
        assertThat(bind("[{\"zip\":1}]", new ListOfHomes().type())).isEqualTo(List.of(new Home(1)));
        assertThat(bind("\"2026-11-24\"", LocalDate.class)).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(bind("7", int.class)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2.50,null]}", "[true]", "\"text\"", "0.10", "false", "null"})
    void keepsTreesAsTheyAre(String params) throws Exception {
        assertThat(written(bind(params, JsonValue.class))).isEqualTo(params);
    }

    @Test
    void writesProblemsAsTheWireHasThemWhateverPropertiesAreCalled() {
        JsonbConfig config = new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.UPPER_CAMEL_CASE);
        assertThat(written(new Binding(Binding.jsonb(config)), List.of(new FieldProblem("zip", "is none"))))
                .isEqualTo("[{\"field\":\"zip\",\"message\":\"is none\"}]");
    }

    @Test
    void ignoresTheParamsOfAHandlerThatTakesNone() throws Exception {
        assertThat(bind("{\"any\":1}", Void.class)).isNull();
    }

    @Test
    void bindsNull() throws Exception {
        assertThat(bind("null", Person.class)).isNull();
        assertThat(bind("null", JsonValue.class)).isEqualTo(JsonValue.NULL);
        assertThat(problems("null", int.class)).containsExactly(new FieldProblem("", "must not be null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"Ada\",\"home\":{\"zip\":\"x\"}} | home.zip",
                "{\"name\":\"Ada\",\"home\":7}               | home",
                "{\"name\":{}}                              | name"
            })
    void namesTheFieldThatDoesNotFit(String params, String field) {
        assertThat(problems(params, Person.class)).containsExactly(new FieldProblem(field, MISFIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "[1]", "true", "{\"name\":null}", "{}"})
    void neverNamesAClass(String params) {
        assertThat(problems(params, Picky.class)).allSatisfy(problem -> {
            assertThat(problem.message()).isEqualTo(MISFIT);
            assertThat(problem.field()).doesNotContain("io.github", "Picky", "java");
        });
    }

    @Test
    void doesNotTellTheCallerWhatAConstructorSays() {
        assertThat(Failure.of(misfit("{}", Telling.class)))
                .isEqualTo(new Failure(422, "Params do not fit", List.of(new FieldProblem("", MISFIT)), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "1", "null"})
    void refusesATreeOfAnotherKind(String params) {
        assertThat(problems(params, JsonObject.class)).containsExactly(new FieldProblem("", MISFIT));
    }

    @Test
    void refusesATreeThatIsTooMuch() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);

        assertThat(problems(deep, JsonArray.class))
                .containsExactly(new FieldProblem("", "is more than this server reads"));
        assertThat(problems(deep, Object.class)).hasSize(1);
    }

    @Test
    void writesAnyResult() {
        assertThat(written(null)).isEqualTo("null");
        assertThat(written("te\"xt")).isEqualTo("\"te\\\"xt\"");
        assertThat(written(7)).isEqualTo("7");
        assertThat(written(List.of(new Home(1)))).isEqualTo("[{\"zip\":1}]");
        assertThat(written(Map.of("a", Optional.empty()))).isIn("{\"a\":null}", "{}");
        assertThat(written(Json.createArrayBuilder().add(1).build())).isEqualTo("[1]");
        assertThat(written(JsonValue.NULL)).isEqualTo("null");
    }

    @Test
    void throwsAtAResultThatCannotBeWritten() {
        assertThatThrownBy(() -> written(new Unwritable())).isInstanceOf(JsonbException.class);
    }

    @Test
    void hasATextForTheLog() {
        assertThat(misfit("{\"home\":7}", Person.class))
                .hasMessage("Params do not fit: [FieldProblem[field=home, message=" + MISFIT + "]]")
                .hasCauseInstanceOf(RuntimeException.class);
    }

    private @Nullable Object bind(String params, Type type) throws BindingException {
        return binding.bind(JsonSlice.of(params), type);
    }

    private String written(@Nullable Object value) {
        return written(binding, value);
    }

    private static String written(Binding by, @Nullable Object value) {
        return new String(JsonOutput.bytes(by.content(value)), StandardCharsets.UTF_8);
    }

    private List<FieldProblem> problems(String params, Type type) {
        return misfit(params, type).problems();
    }

    private BindingException misfit(String params, Type type) {
        return Objects.requireNonNull(
                catchThrowableOfType(BindingException.class, () -> bind(params, type)), "it fits");
    }

    public record Home(int zip) {}

    public record Person(String name, Home home) {}

    public record Picky(String name) {
        public Picky {
            Objects.requireNonNull(name, "io.github.Picky.name");
        }
    }

    public record Telling(String name) {
        public Telling {
            throw new RouteException(9, "io.github.secret");
        }
    }

    public static final class Unwritable {
        @SuppressWarnings("DoNotCallSuggester")
        public String getX() {
            throw new IllegalStateException("no");
        }
    }

    /** Holds a generic type. */
    private static final class ListOfHomes {

        @SuppressWarnings("unused")
        private final List<Home> homes = List.of();

        Type type() throws NoSuchFieldException {
            return ListOfHomes.class.getDeclaredField("homes").getGenericType();
        }
    }
}
