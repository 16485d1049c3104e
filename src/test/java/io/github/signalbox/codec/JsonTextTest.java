package io.github.signalbox.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void quotesPlainTextAsItIs() {
        assertThat(JsonText.quote("")).isEqualTo("\"\"");
        assertThat(JsonText.quote("Ada/é€\u007f\u2028\u2029")).isEqualTo("\"Ada/é€\u007f\u2028\u2029\"");
        assertThat(JsonText.quote("a😀b")).isEqualTo("\"a😀b\"");
    }

    @Test
    void quotesWithEscapes() {
        assertThat(JsonText.quote("a\"b\\c\b\f\n\r\t\u0000\u001f"))
                .isEqualTo("\"a\\\"b\\\\c\\b\\f\\n\\r\\t\\u0000\\u001f\"");
        assertThat(JsonText.quote("\ud800\udbff\udc00\udfff")).isEqualTo("\"\\ud800\udbff\udc00\\udfff\"");
    }

    @Test
    void unescapesWhatItQuotes() {
        String value = "a\"b\\c\b\f\n\r\t\u0000\u001f/é€😀\ud800";
        String json = JsonText.quote(value);
        assertThat(JsonText.unescape(json, 1, json.length() - 1)).isEqualTo(value);
        assertThat(JsonText.unescape("\\/\\u00e9\\u00E9", 0, 14)).isEqualTo("/éé");
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

    @Test
    void leavesWellFormedTextAlone() {
        String json = "\"a😀é€\"";
        assertThat(JsonText.wellFormed(json)).isSameAs(json);
    }

    @Test
    void escapesEachHalfOfASurrogatePair() {
        assertThat(JsonText.wellFormed("\"\udc00\"")).isEqualTo("\"\\udc00\"");
        assertThat(JsonText.wellFormed("\"\ud800\ud83d\ude00\udc00é\"")).isEqualTo("\"\\ud800\ud83d\ude00\\udc00é\"");
    }
}
