package io.github.signalbox.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long strings; the rest is tested with the envelope. */
class JsonCursorTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 135, 136, 137, 256, 257, 1086, 1087, 1088, 1089, 5000})
    void endsAtTheQuote(int length) {
        for (String filling : new String[] {"x", "é", "€", "Ģ", "ń", "Ŝ", "?"}) {
            String text = "\"" + filling.repeat(length) + "\"";
            var cursor = new JsonCursor(text + "\"x", 1);
            assertThat(cursor.skipString()).isTrue();
            assertThat(cursor.position()).as(filling).isEqualTo(text.length());
            assertThat(cursor.escaped()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 135, 136, 137, 256, 257, 1086, 1087, 1088, 1089, 5000})
    void findsWhatAStringCannotHold(int before) {
        for (String filling : new String[] {"x", "ń"}) {
            for (char c = 0; c < ' '; c++) {
                assertThat(new JsonCursor("\"" + filling.repeat(before) + c + "x".repeat(100) + "\"", 1).skipString())
                        .isFalse();
            }
            String long1 = "\"" + filling.repeat(before) + "\\\"" + filling.repeat(before) + "\\u00e9\"";
            var cursor = new JsonCursor(long1, 1);
            assertThat(cursor.skipString()).isTrue();
            assertThat(cursor.atEnd()).isTrue();
            assertThat(cursor.escaped()).isTrue();
            assertThat(new JsonCursor("\"" + filling.repeat(before) + "\\x\"", 1).skipString())
                    .isFalse();
            assertThat(new JsonCursor("\"" + filling.repeat(before), 1).skipString())
                    .isFalse();
        }
    }
}
