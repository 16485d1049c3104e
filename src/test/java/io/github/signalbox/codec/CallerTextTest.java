package io.github.signalbox.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTextTest {

    @Test
    void cutsAHundredCharactersOff() {
        assertThat(CallerText.excerpt("x".repeat(100))).hasSize(100);
        assertThat(CallerText.excerpt("x".repeat(101))).isEqualTo("x".repeat(100));
        assertThat(CallerText.excerpt("")).isEmpty();
    }

    @Test
    void neverCutsThroughASurrogatePair() {
        assertThat(CallerText.excerpt("😀".repeat(100))).isEqualTo("😀".repeat(100));
        assertThat(CallerText.excerpt("x" + "😀".repeat(100))).isEqualTo("x" + "😀".repeat(99));
    }

    @Test
    void logsReadableTextAsItIs() {
        assertThat(CallerText.forLog("Ada \\ \"é€😀\" 日本")).isEqualTo("Ada \\ \"é€😀\" 日本");
        assertThat(CallerText.forLog("x".repeat(1000))).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            chars = {
                '\r', '\n', '\t', '\0', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\u061c', '\u200e', '\u200f',
                '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\ud800', '\udfff'
            })
    void logsWithAnEscapeWhatBreaksOrTurnsALine(char c) {
        assertThat(CallerText.forLog("é" + c + "😀")).isEqualTo(String.format("é\\u%04x😀", (int) c));
    }

    @Test
    void logsATagCharacterAsTwoEscapes() {
        assertThat(CallerText.forLog("a\udb40\udc01b")).isEqualTo("a\\udb40\\udc01b");
    }
}
