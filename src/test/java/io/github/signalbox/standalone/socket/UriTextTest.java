package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTextTest {

    @ParameterizedTest
    @CsvSource({
        "a=1&b=%C3%A9, a=1&b=%C3%A9",
        "a={}|, a=%7B%7D%7C",
        "%, %25",
        "%4, %254",
        "%4x, %254x",
        "%41, %41",
        "\u00e9, %C3%A9"
    })
    void escapesWhatNoUriMayHold(String sent, String legal) {
        assertThat(UriText.legal(sent)).isEqualTo(legal);
    }

    @Test
    void makesAUriOfAnything() {
        String all = IntStream.range(0, 0x300).mapToObj(Character::toString).collect(Collectors.joining());
        assertThat(URI.create("/ws?" + UriText.legal(all)).getQuery()).isNotNull();
        assertThat(UriText.legal(null)).isNull();
    }

    @Test
    void findsTheParameters() {
        Map<String, String[]> found = UriText.parameters("a=1&b&a=%C3%A9+x&&=y");
        assertThat(found).containsOnlyKeys("a", "b", "");
        assertThat(found).contains(entry("b", new String[] {""}), entry("a", new String[] {"1", "\u00e9 x"}));
        assertThat(UriText.parameters(null)).isEmpty();
    }
}
