package io.github.signalbox.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static Request decoded(String text) {
        return new EnvelopeDecoder().decode(text);
    }

    private static @Nullable String keyOf(String id) {
        return decoded("{\"Route\":\"r\",\"Id\":" + id + "}").idKey();
    }

    @Test
    void hasTheSameKeyForAnIdHoweverItIsWritten() {
        assertThat(keyOf("\"a\\u0062\"")).isEqualTo(keyOf("\"ab\"")).isEqualTo(keyOf("\"\\u0061\\u0062\""));
        assertThat(keyOf("\"\\/\"")).isEqualTo(keyOf("\"/\""));
        assertThat(keyOf("\"\\ud83d\\ude00\"")).isEqualTo(keyOf("\"😀\""));
        assertThat(keyOf("-0")).isEqualTo(keyOf("0"));
    }

    @Test
    void hasDifferentKeysForDifferentIds() {
        assertThat(keyOf("7")).isNotEqualTo(keyOf("\"7\""));
        assertThat(keyOf("7")).isNotEqualTo(keyOf("-7"));
        assertThat(keyOf("\"a\"")).isNotEqualTo(keyOf("\"A\""));
        assertThat(keyOf("\"\\\"7\"")).isNotEqualTo(keyOf("\"7\""));
    }

    @Test
    void hasAKeyForTheIdOfAnInvalidRequest() {
        assertThat(decoded("{\"Id\":7}").idKey()).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"Route\":\"echo\"}", "é", "€uro", "😀😀", "a\u07ff\u0800\uffff"})
    void comparesTheBytesOfTheMessageWithALimit(String text) {
        int bytes = text.getBytes(UTF_8).length;
        assertThat(decoded(text).exceeds(bytes)).isFalse();
        assertThat(decoded(text).exceeds(bytes - 1)).isTrue();
        assertThat(decoded(text).exceeds(bytes * 4)).isFalse();
        assertThat(decoded(text).exceeds(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void showsItselfInOneLine() {
        assertThat(decoded("{\"Route\":\r\n\"a\"}")).hasToString("Request[{\"Route\":\\u000d\\u000a\"a\"}]");
        assertThat(decoded("x".repeat(1000)).toString()).hasSize("Request[]".length() + 100);
    }
}
