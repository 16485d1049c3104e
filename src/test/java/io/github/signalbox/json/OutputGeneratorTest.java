package io.github.signalbox.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerationException;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside the generator that is installed, which is the oracle. */
class OutputGeneratorTest {

    private static final JsonProvider PARSSON = JsonProvider.provider();
    private static final DirectJson DIRECT = new DirectJson(PARSSON);

    private static String written(Consumer<JsonGenerator> steps) {
        return new String(
                JsonOutput.bytes(out -> {
                    try (JsonGenerator generator = DIRECT.createGenerator(out)) {
                        steps.accept(generator);
                        generator.flush();
                    }
                }),
                UTF_8);
    }

    private static String oracle(Consumer<JsonGenerator> steps) {
        var text = new StringWriter();
        try (JsonGenerator generator = PARSSON.createGenerator(text)) {
            steps.accept(generator);
        }
        return text.toString();
    }

    /** What can be asked of a generator. */
    static List<Consumer<JsonGenerator>> steps() {
        JsonValue tree = PARSSON.createObjectBuilder(Map.of("k", List.of(1, "te\"xt", 2.50, true)))
                .build();
        return List.of(
                JsonGenerator::writeStartObject,
                JsonGenerator::writeStartArray,
                JsonGenerator::writeEnd,
                JsonGenerator::writeNull,
                generator -> generator.writeStartObject("a"),
                generator -> generator.writeStartArray("b"),
                generator -> generator.writeKey("c\n"),
                generator -> generator.write("text é"),
                generator -> generator.write(Integer.MIN_VALUE),
                generator -> generator.write(Long.MIN_VALUE),
                generator -> generator.write(1e-7),
                generator -> generator.write(new BigDecimal("1.500")),
                generator -> generator.write(BigInteger.TEN.pow(30)),
                generator -> generator.write(false),
                generator -> generator.write(tree),
                generator -> generator.write(JsonValue.NULL),
                generator -> generator.write("d", "text"),
                generator -> generator.write("e", 7),
                generator -> generator.write("f", 7L),
                generator -> generator.write("g", 0.5),
                generator -> generator.write("h", BigDecimal.ONE),
                generator -> generator.write("i", BigInteger.ONE),
                generator -> generator.write("j", true),
                generator -> generator.write("k", tree),
                generator -> generator.write("l", JsonValue.FALSE),
                generator -> generator.writeNull("m"),
                generator -> generator.write("n", (BigDecimal) null),
                generator -> generator.write("o", (BigInteger) null),
                generator -> generator.write((BigDecimal) null),
                generator -> generator.write("p", Double.NaN),
                generator -> generator.write(Double.NaN),
                generator -> generator.write("q", (JsonValue) null));
    }

    /** Any steps, of which most make no sense: those are refused where the other refuses them, too. */
    @Property(tries = 5000)
    void writesWhatTheOtherWrites(@ForAll("sequences") List<Integer> sequence) {
        assertThat(outcome(OutputGeneratorTest::written, sequence, false))
                .isEqualTo(outcome(OutputGeneratorTest::oracle, sequence, true));
    }

    /** Where {@link #steps} ends an array or object. */
    private static final int END = 2;

    /** Where it writes a name. */
    private static final int KEY = 6;

    private interface Way {
        String write(Consumer<JsonGenerator> steps);
    }

    private static String outcome(Way way, List<Integer> sequence, boolean lax) {
        var refused = new StringBuilder();
        try {
            return way.write(generator -> {
                        boolean named = false;
                        for (int step : sequence) {
                            try {
                                if (lax && named && step == END) {
                                    // Written by the other, though it is no JSON.
                                    throw new JsonGenerationException("A name without a value");
                                }
                                steps().get(step).accept(generator);
                                named = step == KEY;
                            } catch (JsonGenerationException | NumberFormatException | NullPointerException e) {
                                refused.append(step).append(' ');
                            }
                        }
                    })
                    + " refused: " + refused;
        } catch (JsonGenerationException e) {
            return "incomplete, refused: " + refused;
        }
    }

    @Provide
    Arbitrary<List<Integer>> sequences() {
        int all = steps().size();
        // More of those that go on.
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.of(0, 1, END, KEY)),
                        Tuple.of(2, Arbitraries.integers().between(0, all - 1)))
                .list()
                .ofMaxSize(12);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void refusesWhatIsNoValueAlone(Consumer<JsonGenerator> step) {
        // In an object a name is missing, or a value where there is a name.
        Consumer<JsonGenerator> misplaced = generator -> {
            generator.writeStartObject();
            generator.writeKey("x");
            generator.writeKey("y");
            step.accept(generator);
        };
        assertThatThrownBy(() -> written(misplaced)).isInstanceOf(JsonGenerationException.class);
    }

    @Test
    void lastsAsLongAsItsOutput() {
        List<JsonGenerator> kept = new ArrayList<>();
        List<JsonOutput> outputs = new ArrayList<>();
        String first = new String(
                JsonOutput.bytes(out -> {
                    outputs.add(out);
                    kept.add(DIRECT.createGenerator(out).write("first"));
                }),
                UTF_8);
        String second = new String(
                JsonOutput.bytes(out -> {
                    assertThatThrownBy(() -> kept.get(0).write("late")).isInstanceOf(JsonGenerationException.class);
                    // Even by a provider that looks after nothing, what is late does not get into another's message.
                    out.json("[");
                    outputs.get(0).json("late");
                    out.json("]");
                }),
                UTF_8);
        assertThat(first).isEqualTo("\"first\"");
        assertThat(second).isEqualTo("[]");
    }

    @Test
    void refusesNumbersThatJsonHasNot() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> written(generator -> generator.write(number)))
                    .isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    void writesTreesThatAreDeep() throws Exception {
        JsonValue tree = JsonValue.EMPTY_JSON_OBJECT;
        for (int i = 0; i < 1000; i++) {
            tree = PARSSON.createObjectBuilder().add("a", tree).build();
        }
        JsonValue deep = tree;
        AtomicReference<String> text = new AtomicReference<>();
        // As little stack as a server's thread may have left.
        Thread thread =
                new Thread(null, () -> text.set(written(generator -> generator.write(deep))), "small", 512 * 1024);
        thread.start();
        thread.join(10_000);
        assertThat(text.get()).hasSize(6 * 1000 + 2);
    }

    @Test
    void leavesPrettyTextToTheOther() {
        var config = Map.of(JsonGenerator.PRETTY_PRINTING, true);
        String pretty = new String(
                JsonOutput.bytes(out -> {
                    try (JsonGenerator generator =
                            DIRECT.createGeneratorFactory(config).createGenerator(out)) {
                        generator.writeStartArray().write("é😀\ud800").writeEnd();
                    }
                }),
                UTF_8);
        assertThat(pretty).contains("\n").contains("\"é😀\\ud800\"");
    }
}
