package io.github.signalbox.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutputTest {

    private static final JsonProvider PARSSON = JsonProvider.provider();

    private static String written(JsonContent content) {
        return new String(JsonOutput.bytes(content), UTF_8);
    }

    /** So many characters before it, so that it is written in each of the ways that there are. */
    private static String behind(int plain, String text) {
        return "x".repeat(plain) + text;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 31, 32, 33, 1000, 5000})
    void writesStringsWithTheEscapesThatTheyNeed(int plain) {
        String value = behind(plain, "Ada/?\u007f\"\\\b\f\n\r\t\u0000\u001fAda?");
        assertThat(written(out -> out.string(value)))
                .isEqualTo("\"" + behind(plain, "Ada/?\u007f\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001fAda?") + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 31, 32, 33, 1000, 5000})
    void writesEveryKindOfCharacter(int plain) {
        String value = behind(plain, "\u0080é\u07ff\u0800€\uffff\u2028😀\udbff\udfff") + "?".repeat(40);
        assertThat(written(out -> out.string(value))).isEqualTo("\"" + value + "\"");
        assertThat(written(out -> out.json("\"" + value + "\""))).isEqualTo("\"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 31, 32, 33, 1000, 5000})
    void escapesHalvesOfSurrogatePairs(int plain) {
        String halves = behind(plain, "?\ud800?\udc00\ud83d\ude00\ud83d") + "?".repeat(50) + "\udfff";
        String escaped = behind(plain, "?\\ud800?\\udc00\ud83d\ude00\\ud83d") + "?".repeat(50) + "\\udfff";
        assertThat(written(out -> out.string(halves))).isEqualTo("\"" + escaped + "\"");
        assertThat(written(out -> out.json("\"" + halves + "\""))).isEqualTo("\"" + escaped + "\"");
    }

    @Test
    void copiesThePartOfATextThatIsMeant() {
        String text = "[1,\"two\"," + "3".repeat(100) + "]";
        assertThat(written(out -> out.json(text, 3, 8))).isEqualTo("\"two\"");
        assertThat(written(out -> out.json(text, 9, 109))).isEqualTo("3".repeat(100));
    }

    @Test
    void joinsHalvesThatAreWrittenOneByOne() {
        assertThat(written(out -> {
                    out.write("\"é\ud83d", 0, 3);
                    out.write(new char[] {'\ude00', '\ud83d', 'x', '"'}, 0, 4);
                    out.write('€');
                    out.write('\ud83d');
                }))
                .isEqualTo("\"é😀\\ud83dx\"€\\ud83d");
    }

    @Test
    void endsAHalfBeforeWhateverIsWrittenNext() {
        assertThat(written(out -> {
                    out.write('\ud83d');
                    out.json("\"\ude00\"");
                    out.write('\ud83d');
                    out.put(',');
                }))
                .isEqualTo("\\ud83d\"\\ude00\"\\ud83d,");
    }

    @Test
    void writesInsideOfAWriter() {
        // Whoever writes may write another message in between, and messages of any size follow each other.
        List<String> inner = new ArrayList<>();
        for (int size : new int[] {1, 100_000, 10, 1_000_000, 0}) {
            String outer = written(out -> {
                out.json("[");
                inner.add(written(other -> other.string("y".repeat(size))));
                out.string("x".repeat(size));
                out.json("]");
            });
            assertThat(outer).isEqualTo("[\"" + "x".repeat(size) + "\"]");
            assertThat(inner.get(inner.size() - 1)).isEqualTo("\"" + "y".repeat(size) + "\"");
        }
    }

    @Test
    void passesOnWhatContentThrows() {
        assertThatThrownBy(() -> JsonOutput.bytes(out -> {
                    out.json("{");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(written(out -> out.json("1"))).isEqualTo("1");
    }

    @Property(tries = 2000)
    void writesAnyStringSoThatAnotherParserReadsItBack(@ForAll("strings") String value) {
        String json = written(out -> out.string(value));
        assertThat(((JsonString) PARSSON.createReader(new StringReader(json)).readValue()).getString())
                .isEqualTo(value);
        assertThat(JsonText.unescape(json, 1, json.length() - 1)).isEqualTo(value);
        // What is JSON already is written as it stands.
        assertThat(written(out -> out.json(json))).isEqualTo(json);
    }

    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(100),
                Arbitraries.strings().ascii().ofMaxLength(100),
                Arbitraries.strings().withChars("?\"\\\nx\ud800\udc00é").ofMaxLength(100));
    }
}
