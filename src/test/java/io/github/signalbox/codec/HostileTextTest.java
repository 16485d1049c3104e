package io.github.signalbox.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {

    private final EnvelopeDecoder decoder = new EnvelopeDecoder();

    static List<String> envelopes() {
        return Envelopes.SAMPLES;
    }

    private Request decodeWithParams(String params) {
        return decoder.decode("{\"Id\":7,\"Route\":\"r\",\"Params\":" + params + "}");
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void refusesAnEnvelopeCutAnywhere(String envelope) {
        assertThat(decoder.decode(envelope).valid()).isTrue();
        for (int end = 0; end < envelope.stripTrailing().length(); end++) {
            Request request = decoder.decode(envelope.substring(0, end));
            assertThat(request.valid()).isFalse();
            assertThat(request.id()).isNull();
        }
    }

    @Test
    void takesAThousandLevelsOfNesting() {
        assertThat(decodeWithParams(Envelopes.nested(EnvelopeDecoder.MAX_DEPTH)).valid())
                .isTrue();
        assertThat(decodeWithParams(Envelopes.nested(EnvelopeDecoder.MAX_DEPTH + 1))
                        .valid())
                .isFalse();
    }

    @Test
    void refusesThirtyThousandLevelsWholeOrNot() {
        assertThat(decodeWithParams(Envelopes.nested(30_000)).id()).isNull();
        assertThat(decodeWithParams("[".repeat(30_000)).valid()).isFalse();
        assertThat(decodeWithParams("{\"a\":".repeat(30_000)).valid()).isFalse();
        assertThat(decoder.decode("{\"Route\":".repeat(30_000)).valid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400000000", "-1E+99999999999999999999", "1e-400000000", "0.1e00000000000000000001"})
    void leavesLargeNumbersToWhoeverBindsThem(String number) {
        assertThat(decodeWithParams(number).params()).hasToString(number);
    }

    @Test
    void readsANumberOfAMegabyte() {
        String number = "9".repeat(1 << 20);
        assertThat(decodeWithParams(number).params()).hasToString(number);
        assertThat(decoder.decode("{\"Route\":\"r\",\"Id\":" + number + "}").valid())
                .isFalse();
    }

    @Test
    void readsStringsOfAMegabyte() {
        String plain = '"' + "x".repeat(1 << 20) + '"';
        String escaped = '"' + "\\u0041".repeat(1 << 18) + '"';
        assertThat(decodeWithParams(plain).params()).hasToString(plain);
        assertThat(decodeWithParams(escaped).params()).hasToString(escaped);
        assertThat(decoder.decode("{" + escaped + ":1,\"Route\":\"r\"}").valid())
                .isTrue();
        assertThat(decoder.decode("{\"Id\":7,\"Route\":" + plain + "}").id()).isEqualTo("7");
        assertThat(decoder.decode("{\"Id\":" + escaped + ",\"Route\":\"r\"}").valid())
                .isFalse();
    }

    @Test
    void readsAThousandMembers() {
        String members =
                IntStream.range(0, 1000).mapToObj(i -> "\"m" + i + "\":" + i).collect(Collectors.joining(","));
        Request request = decoder.decode("{" + members + ",\"Route\":\"r\"," + members + "}");
        assertThat(request.valid()).isTrue();
        assertThat(decodeWithParams("{" + members + "}").params()).hasToString("{" + members + "}");
    }

    @Test
    void countsTheLastOfAThousandIds() {
        String ids = IntStream.range(0, 1000).mapToObj(i -> "\"Id\":" + i).collect(Collectors.joining(","));
        assertThat(decoder.decode("{\"Route\":\"r\"," + ids + "}").id()).isEqualTo("999");
    }

    @Test
    void takesHalvesOfSurrogatePairsAsTheyCome() {
        assertThat(decodeWithParams("\"\\ud800\"").params()).hasToString("\"\\ud800\"");
        assertThat(decodeWithParams("\"\ud800\"").params()).hasToString("\"\ud800\"");
        assertThat(decodeWithParams("\ud800").valid()).isFalse();
    }
}
