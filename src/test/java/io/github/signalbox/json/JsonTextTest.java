package io.github.signalbox.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void unescapesEveryEscape() {
        String inside = "a\\\"b\\\\c\\b\\f\\n\\r\\t\\/\\u00e9\\u00E9\\ud800é€😀";
        assertThat(JsonText.unescape("\"" + inside + "\"", 1, inside.length() + 1))
                .isEqualTo("a\"b\\c\b\f\n\r\t/éé\ud800é€😀");
    }

    @Test
    void looksNoFurtherThanTheString() {
        assertThat(JsonText.unescape("[\"a\",\"\\n\"]", 2, 3)).isEqualTo("a");
        assertThat(JsonText.unescape("\"\"", 1, 1)).isEmpty();
    }

    @Test
    void countsBytesAsTheEncoderOfTheJdkDoes() {
        for (String text : new String[] {"", "abc", "\u007f\u0080\u07ff\u0800\uffff", "😀", "a😀é€"}) {
            assertThat(JsonText.utf8Length(text)).isEqualTo(text.getBytes(UTF_8).length);
        }
    }

    @Test
    void countsHalvesOfSurrogatePairsAsReplacementCharacters() {
        assertThat(JsonText.utf8Length("\ud800")).isEqualTo(3);
        assertThat(JsonText.utf8Length("\udc00\ud800é😀a")).isEqualTo(3 + 3 + 2 + 4 + 1);
        assertThat(JsonText.utf8Length("€\ud800")).isEqualTo(3 + 3);
    }
}
