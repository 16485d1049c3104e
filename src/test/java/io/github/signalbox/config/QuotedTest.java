package io.github.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

    @Test
    void leavesPlainTextOfAnyLanguage() {
        assertThat(Quoted.text("Grüße, 世界 🎉")).isEqualTo("'Grüße, 世界 🎉'");
    }

    @Test
    void writesOutWhatBreaksOrTurnsALine() {
        assertThat(Quoted.text("a\r\n\tb\u2028c\u202ed\u0000\ud800"))
                .isEqualTo("'a\\u000d\\u000a\\u0009b\\u2028c\\u202ed\\u0000\\ud800'");
    }

    @Test
    void cutsAtAHundredCharacters() {
        assertThat(Quoted.text("x".repeat(100))).isEqualTo("'" + "x".repeat(100) + "'");
        assertThat(Quoted.text("x".repeat(101))).isEqualTo("'" + "x".repeat(100) + "…'");
    }

    @Test
    void doesNotCutACharacterInTwo() {
        assertThat(Quoted.text("x".repeat(99) + "🎉")).isEqualTo("'" + "x".repeat(99) + "…'");
    }
}
