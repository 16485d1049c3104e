package io.github.signalbox.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Random text: the decoder has to say of it what {@link EnvelopeOracle} says. */
class EnvelopeFuzzTest {

    private static final String GRAMMAR =
            "{}[]:,\"\\/ \t\r\n-+.eE0123456789truefalsnbRoutePamsId\u0000\u001f\u00a0é😀\ud800\udc00\ufeffſı";

    /** Pieces that are more likely to make a difference than single characters. */
    private static final List<String> TOKENS = List.of(
            "\"Route\":",
            "\"route\":\"r\"",
            "\"Params\":",
            "\"Id\":",
            "\"ID\":null",
            "\"\\u0049d\":1",
            "null",
            "true",
            "false",
            "-0",
            "1.5e-3",
            "9007199254740993",
            "\"\\ud800\"",
            "\\u0",
            "\"\"",
            "{}",
            "[]",
            ",",
            ":",
            "}",
            "{");

    private final EnvelopeDecoder decoder = new EnvelopeDecoder();

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void saysOfRandomTextWhatAnotherParserSays(@ForAll("texts") String text) {
        agree(text);
    }

    @Property(tries = 1000)
    void saysOfAnyCharactersWhatAnotherParserSays(@ForAll String text) {
        agree(text);
        agree("{\"Route\":\"" + text + "\",\"Params\":\"" + text + "\",\"Id\":\"" + text + "\"}");
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
    void saysOfMutatedEnvelopesWhatAnotherParserSays(
            @ForAll("envelopes") String envelope, @ForAll("mutations") List<Mutation> mutations) {
        String text = envelope;
        for (Mutation mutation : mutations) {
            text = mutation.applied(text);
        }
        agree(text);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void handsOnAnyParamsAsTheyAre(
            @ForAll("values") String params, @ForAll("values") String other, @ForAll("spaces") String space) {
        String text = String.join(
                space, "{", "\"x\"", ":", other, ",", "\"Params\"", ":", params, ",", "\"Route\"", ":", "\"r\"", "}");
        assertThat(decoder.decode(text).params()).hasToString(params);
        agree(text);
    }

    @Property(tries = 1000)
    void quotesAnyStringSoThatAnotherParserReadsItBack(@ForAll String value) {
        assertThat(EnvelopeOracle.of("{\"Route\":" + Envelopes.quote("r" + value) + "}")
                        .route())
                .isEqualTo(value.codePoints().count() < 200 ? "r" + value : "");
    }

    private void agree(String text) {
        Request request = decoder.decode(text);
        EnvelopeOracle expected = EnvelopeOracle.of(text);
        String id = request.id();
        assertThat(request.valid()).as(text).isEqualTo(expected.valid());
        assertThat(request.route()).as(text).isEqualTo(expected.route());
        assertThat(EnvelopeOracle.tokens(request.params().toString())).as(text).isEqualTo(expected.params());
        assertThat(id == null ? null : EnvelopeOracle.tokens(id)).as(text).isEqualTo(expected.id());
    }

    @Provide
    Arbitrary<String> texts() {
        return fragments().list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> envelopes() {
        return Arbitraries.of(Envelopes.SAMPLES);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        fragments())
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(2);
    }

    @Provide
    Arbitrary<String> values() {
        return valuesOfDepth(4);
    }

    private static Arbitrary<String> valuesOfDepth(int depth) {
        Arbitrary<String> scalars = Arbitraries.oneOf(
                Arbitraries.of("null", "true", "false", "-0", "0", "1e400000000", "\"\\u12aF\\n\"", "{}", "[]"),
                Arbitraries.bigDecimals().map(Object::toString),
                strings());
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> inner = Arbitraries.lazy(() -> valuesOfDepth(depth - 1));
        Arbitrary<String> arrays = inner.list().ofMaxSize(3).map(list -> "[" + String.join(" ,", list) + "]");
        Arbitrary<String> objects = Combinators.combine(strings(), inner)
                .as((name, value) -> name + ": " + value)
                .list()
                .ofMaxSize(3)
                .map(list -> "{" + String.join(", ", list) + "}");
        return Arbitraries.frequencyOf(Tuple.of(2, scalars), Tuple.of(1, arrays), Tuple.of(1, objects));
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings().ofMaxLength(8).map(Envelopes::quote);
    }

    private static Arbitrary<String> fragments() {
        return Arbitraries.oneOf(
                Arbitraries.of(TOKENS), Arbitraries.strings().withChars(GRAMMAR).ofMaxLength(2));
    }

    /**
     * One change to a text.
     *
     * @param where from 0, its beginning, to 1, its end
     * @param length how many characters are taken away
     * @param fragment what comes in their place
     */
    record Mutation(double where, int length, String fragment) {

        String applied(String text) {
            int start = (int) (where * text.length());
            int end = Math.min(text.length(), start + length);
            return text.substring(0, start) + fragment + text.substring(end);
        }
    }
}
