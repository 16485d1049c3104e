package io.github.signalbox.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the parser that is installed, which is the oracle. */
@Timeout(60)
class SliceParserTest {

    private static final JsonProvider PARSSON = JsonProvider.provider();
    private static final DirectJson DIRECT = new DirectJson(PARSSON);

    /** In the middle of a text that goes on with what may mislead. */
    private static JsonParser parser(String json) {
        String text = "{\"a\":" + json + ",\"b\":\"}]\"}";
        return DIRECT.createParser(new JsonSlice(text, 5, 5 + json.length()).reader());
    }

    private static JsonParser oracle(String json) {
        return PARSSON.createParser(new StringReader(json));
    }

    private static List<Object> events(JsonParser parser) {
        List<Object> found = new ArrayList<>();
        while (parser.hasNext()) {
            Event event = parser.next();
            found.add(event);
            switch (event) {
                case KEY_NAME, VALUE_STRING -> found.add(parser.getString());
                case VALUE_NUMBER -> {
                    found.add(parser.getString());
                    found.add(parser.isIntegralNumber());
                    found.add(parser.getInt());
                    found.add(parser.getLong());
                    found.add(parser.getBigDecimal());
                }
                default -> {}
            }
        }
        parser.close();
        return found;
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void tellsOfTheSameEvents(@ForAll("values") String json) {
        assertThat(events(parser(json))).isEqualTo(events(oracle(json)));
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void buildsTheSameTree(@ForAll("values") String json) {
        JsonParser parser = parser(json);
        JsonParser oracle = oracle(json);
        parser.next();
        oracle.next();
        JsonValue tree = parser.getValue();
        JsonValue expected = oracle.getValue();
        assertThat(tree).isEqualTo(expected).hasToString(expected.toString());
        assertThat(parser.hasNext()).isFalse();
    }

    /** Skips or builds what it comes to, by turns that the seed decides. */
    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void skipsAndBuildsWhereTheOtherDoes(@ForAll("values") String json, @ForAll long seed) {
        assertThat(walk(parser(json), seed)).isEqualTo(walk(oracle(json), seed));
    }

    private static List<Object> walk(JsonParser parser, long seed) {
        List<Object> found = new ArrayList<>();
        long choices = seed;
        while (parser.hasNext()) {
            Event event = parser.next();
            found.add(event);
            choices = Long.rotateRight(choices, 2);
            switch ((int) choices & 3) {
                case 0 -> parser.skipObject();
                case 1 -> parser.skipArray();
                case 2 -> {
                    if (event != Event.END_ARRAY && event != Event.END_OBJECT) {
                        found.add(parser.getValue());
                    }
                }
                default -> {}
            }
        }
        return found;
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void neitherHangsNorFailsOddlyWhenTheTextIsNoJson(@ForAll("texts") String text) {
        JsonParser parser = DIRECT.createParser(new JsonSlice(text, 0, text.length()).reader());
        try {
            for (int i = 0; i <= 2 * text.length() && parser.hasNext(); i++) {
                parser.next();
            }
        } catch (JsonException e) {
            assertThat(e).isInstanceOf(JsonParsingException.class).hasMessage("This is not JSON");
        }
    }

    @Test
    void saysWhatCannotBeAskedNow() {
        JsonParser parser = parser("[\"x\",1]");
        assertThat(parser.currentEvent()).isNull();
        assertThatThrownBy(parser::getString).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(parser::getValue).isInstanceOf(IllegalStateException.class);
        parser.next();
        assertThatThrownBy(parser::getObject).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(parser::getInt).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(parser::getValueStream).isInstanceOf(IllegalStateException.class);
        parser.next();
        assertThat(parser.currentEvent()).isEqualTo(Event.VALUE_STRING);
        assertThatThrownBy(parser::getArray).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(parser::getBigDecimal).isInstanceOf(IllegalStateException.class);
        parser.next();
        parser.next();
        assertThatThrownBy(parser::getValue).isInstanceOf(IllegalStateException.class);
        assertThat(parser.hasNext()).isFalse();
        assertThatThrownBy(parser::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void streamsWhatItStandsAt() {
        JsonParser array = parser("[1,\"x\"]");
        array.next();
        assertThat(array.getArrayStream().map(JsonValue::toString)).containsExactly("1", "\"x\"");
        JsonParser object = parser("{\"a\":1,\"b\":[]}");
        object.next();
        assertThat(object.getObjectStream().map(Object::toString)).containsExactly("a=1", "b=[]");
        assertThat(parser("[true]").getValueStream().map(JsonValue::toString)).containsExactly("[true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":{\"b\":[2]},\"a\":null}", "{}", "{\"a\":[]}"})
    void streamsEveryMember(String json) {
        JsonParser parser = parser(json);
        JsonParser oracle = oracle(json);
        parser.next();
        oracle.next();
        assertThat(parser.getObjectStream().map(Object::toString))
                .containsExactlyElementsOf(
                        oracle.getObjectStream().map(Object::toString).toList());
        assertThat(parser.hasNext()).isFalse();
    }

    @Test
    void knowsWhereItIs() {
        JsonParser parser = parser("[1,\n 2]");
        parser.next();
        parser.next();
        assertThat(parser.getLocation().getLineNumber()).isEqualTo(1);
        assertThat(parser.getLocation().getColumnNumber()).isEqualTo(3);
        assertThat(parser.getLocation().getStreamOffset()).isEqualTo(2);
        parser.next();
        assertThat(parser.getLocation().getLineNumber()).isEqualTo(2);
        assertThat(parser.getLocation().getColumnNumber()).isEqualTo(3);
        assertThat(parser.getLocation()).hasToString("(line no=2, column no=3, offset=6)");
    }

    @Test
    void countsLinesOnceHoweverOftenItIsAsked() {
        int values = 100_000;
        JsonParser parser = parser("[" + "1,\n".repeat(values) + "1]");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (parser.hasNext()) {
                parser.next();
                parser.getLocation();
            }
        });
        assertThat(parser.getLocation().getLineNumber()).isEqualTo(values + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "0.5"})
    void doesNotComputeWithNumbersOfAnyLength(String number) {
        JsonParser parser = parser(number + "0".repeat(2000));
        parser.next();
        assertThatThrownBy(parser::getBigDecimal).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(parser::getValue).isInstanceOf(UnsupportedOperationException.class);
        assertThat(parser.getString()).hasSize(number.length() + 2000);
    }

    @Test
    void goesNoDeeperThanAMessageMay() {
        JsonParser deep = parser("[".repeat(1001) + "]".repeat(1001));
        for (int i = 0; i < 1000; i++) {
            deep.next();
        }
        assertThatThrownBy(deep::next).isInstanceOf(JsonParsingException.class);
    }

    @Test
    void isAReaderForThoseWhoReadCharacters() throws Exception {
        var text = new char[10];
        try (var reader = new JsonSlice("[12345]", 1, 6).reader()) {
            assertThat(reader.read(text, 1, 3)).isEqualTo(3);
            assertThat(reader.read(text, 4, 6)).isEqualTo(2);
            assertThat(reader.read(text, 0, 0)).isZero();
            assertThat(reader.read(text, 0, 1)).isEqualTo(-1);
        }
        assertThat(new String(text, 1, 5)).isEqualTo("12345");
    }

    @Test
    void knowsANull() {
        assertThat(new JsonSlice("[null]", 1, 5).isNull()).isTrue();
        assertThat(JsonSlice.NULL.isNull()).isTrue();
        assertThat(JsonSlice.of("\"null\"").isNull()).isFalse();
        assertThat(JsonSlice.of("true").isNull()).isFalse();
        assertThat(new JsonSlice("[nullx]", 1, 4).isNull()).isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("{", "}", "[", "]", "\"", "\\", ":", ",", "t", "true", "1", "-", " ", "\"a\"", "é", "\0")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> values() {
        return valuesOfDepth(4);
    }

    private static Arbitrary<String> valuesOfDepth(int depth) {
        Arbitrary<String> scalars = Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "true", "false", "-0", "0", "1e4", "1E-2", "1.50", "\"\\u12aF\\n\"", "{}", "[ ]"),
                Arbitraries.of("999999999", "-999999999", "2147483648", "999999999999999999", "9223372036854775808"),
                Arbitraries.bigDecimals().map(Object::toString),
                strings());
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> inner = Arbitraries.lazy(() -> valuesOfDepth(depth - 1));
        Arbitrary<String> arrays = inner.list().ofMaxSize(3).map(list -> "[" + String.join(" ,\n", list) + "]");
        Arbitrary<String> objects = Combinators.combine(strings(), inner)
                .as((name, value) -> name + ": " + value)
                .list()
                .ofMaxSize(3)
                .map(list -> "{\t" + String.join(", ", list) + "}");
        return Arbitraries.frequencyOf(Tuple.of(2, scalars), Tuple.of(1, arrays), Tuple.of(1, objects));
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(8),
                        Arbitraries.strings().withChars("\"\\{}[]:, x").ofMaxLength(40))
                .map(value -> new String(JsonOutput.bytes(out -> out.string(value)), UTF_8));
    }
}
