package io.github.signalbox.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeDecoderTest {

    private final EnvelopeDecoder decoder = new EnvelopeDecoder();

    private Request valid(String text) {
        Request request = decoder.decode(text);
        assertThat(request.valid()).as(text).isTrue();
        return request;
    }

    private Request invalid(String text) {
        Request request = decoder.decode(text);
        assertThat(request.valid()).as(text).isFalse();
        assertThat(request.route()).isEmpty();
        assertThat(request.params()).hasToString("null");
        return request;
    }

    @Test
    void readsRouteParamsAndId() {
        Request request = valid("{\"Route\":\"chat.say\",\"Params\":{\"text\":\"hi\"},\"Id\":7}");
        assertThat(request.route()).isEqualTo("chat.say");
        assertThat(request.params()).hasToString("{\"text\":\"hi\"}");
        assertThat(request.id()).isEqualTo("7");
    }

    @Test
    void takesAbsentParamsForNullAndNeedsNoId() {
        Request request = valid("{\"Route\":\"echo\"}");
        assertThat(request.params()).hasToString("null");
        assertThat(request.id()).isNull();
        assertThat(request.idKey()).isNull();
    }

    @Test
    void readsParamsExactlyAsTheyStand() {
        assertThat(valid("{\"Params\": { \"a\" : 1.50E+1 ,\n\"b\":\"\\u0041\" } ,\"Route\":\"echo\"}")
                        .params())
                .hasToString("{ \"a\" : 1.50E+1 ,\n\"b\":\"\\u0041\" }");
    }

    @Test
    void allowsWhiteSpaceAroundEverything() {
        Request request = valid(" \t\r\n{ \"Route\" : \"echo\" , \"Params\" :\n[ 1 ]\t, \"Id\" : \"a\" }\r\n\t ");
        assertThat(request.route()).isEqualTo("echo");
        assertThat(request.params()).hasToString("[ 1 ]");
        assertThat(request.id()).isEqualTo("\"a\"");
    }

    @ParameterizedTest
    @CsvSource({"route,params,id", "ROUTE,PARAMS,ID", "rOuTe,pArAmS,iD", "Route,Params,Id"})
    void matchesNamesInAnyCase(String route, String params, String id) {
        Request request = valid("{\"" + route + "\":\"r\",\"" + params + "\":1,\"" + id + "\":2}");
        assertThat(request.params()).hasToString("1");
        assertThat(request.id()).isEqualTo("2");
    }

    @Test
    void matchesNamesWrittenWithEscapes() {
        Request request = valid("{\"\\u0052oute\":\"r\",\"P\\u0061r\\u0061ms\":1,\"\\u0069\\u0064\":2}");
        assertThat(request.params()).hasToString("1");
        assertThat(request.id()).isEqualTo("2");
        assertThat(valid("{\"\\u0050\\u0041\\u0052\\u0041\\u004d\\u0053\":1,\"Route\":\"r\"}")
                        .params())
                .hasToString("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rout", "Routes", "Route ", "R\\u006fut", "Route\\u0020", "\\nRout", "Roule", ""})
    void takesNoOtherNameForRoute(String name) {
        invalid("{\"" + name + "\":\"echo\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Param",
                "Paramss",
                "Data",
                "I",
                "Idd",
                "Ie",
                "",
                "Params\\u0000",
                "a\\u0000bcdefghijklmnopqrstuvwxyz0123456789"
            })
    void skipsMembersWithOtherNames(String name) {
        Request request = valid("{\"" + name + "\":[{\"Id\":1,\"Params\":2}],\"Route\":\"r\"}");
        assertThat(request.params()).hasToString("null");
        assertThat(request.id()).isNull();
    }

    @Test
    void looksForMembersAtTheTopOnly() {
        invalid("{\"a\":{\"Route\":\"echo\"}}");
        invalid("[{\"Route\":\"echo\"}]");
    }

    @Test
    void countsTheLastOfARepeatedMember() {
        Request request =
                valid("{\"Route\":\"a\",\"Params\":1,\"Id\":1,\"route\":\"b\",\"PARAMS\":2,\"iD\":2,\"Other\":3}");
        assertThat(request.route()).isEqualTo("b");
        assertThat(request.params()).hasToString("2");
        assertThat(request.id()).isEqualTo("2");
    }

    @Test
    void countsTheLastAlsoWhenOnlyOneIsGood() {
        assertThat(valid("{\"Route\":7,\"Id\":[],\"Route\":\"a\",\"Id\":7}").id())
                .isEqualTo("7");
        assertThat(invalid("{\"Route\":\"a\",\"Id\":7,\"Route\":null}").id()).isEqualTo("7");
        assertThat(invalid("{\"Route\":\"a\",\"Id\":7,\"Id\":null}").id()).isNull();
    }

    @Test
    void resolvesEscapesInTheRoute() {
        assertThat(valid("{\"Route\":\"\\u0061\\\"\\\\\\/\\b\\f\\n\\r\\t\\uD83D\\uDE00\"}")
                        .route())
                .isEqualTo("a\"\\/\b\f\n\r\t😀");
        assertThat(valid("{\"Route\":\"\\ud800x\"}").route()).isEqualTo("\ud800x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "😀", "\\u0041", "\\ud83d\\ude00"})
    void takesARouteOfUpTo200Characters(String character) {
        valid("{\"Route\":\"" + character.repeat(200) + "\"}");
        assertThat(invalid("{\"Route\":\"" + character.repeat(201) + "\",\"Id\":7}")
                        .id())
                .isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "true", "\"\"", "[\"echo\"]", "{\"a\":\"echo\"}"})
    void refusesAnythingElseForARouteButKnowsTheId(String route) {
        assertThat(invalid("{\"Id\":\"a\",\"Route\":" + route + "}").id()).isEqualTo("\"a\"");
    }

    @Test
    void refusesARequestWithoutRouteButKnowsTheId() {
        assertThat(invalid("{\"Id\":7}").id()).isEqualTo("7");
        assertThat(invalid("{ }").id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "-7",
                "9007199254740991",
                "-9007199254740991",
                "\"a\"",
                "\" \"",
                "\"a\\u0062\"",
                "\"\\\"\"",
                "\"😀\""
            })
    void repeatsAGoodIdAsItStands(String id) {
        assertThat(valid("{\"Route\":\"r\",\"Id\":" + id + "}").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "😀", "\\u0041", "\\ud83d\\ude00"})
    void takesAnIdOfUpTo64Characters(String character) {
        valid("{\"Route\":\"r\",\"Id\":\"" + character.repeat(64) + "\"}");
        invalid("{\"Route\":\"r\",\"Id\":\"" + character.repeat(65) + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "[]",
                "{}",
                "\"\"",
                "1.0",
                "1e2",
                "1E2",
                "0.5",
                "-1.5",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999",
                "123456789012345678901234567890"
            })
    void refusesABadId(String id) {
        assertThat(invalid("{\"Route\":\"r\",\"Id\":" + id + "}").id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"Route\"",
                "[]",
                "{",
                "}",
                "{}{}",
                "{\"Id\":7",
                "{\"Id\":7}x",
                "{\"Id\":7}}",
                "{\"Id\":7,}",
                "{,\"Id\":7}",
                "{\"Id\" 7}",
                "{\"Id\":07}",
                "{\"Id\":7 \"Route\":\"r\"}",
                "{Id:7}",
                "{'Id':7}",
                "{\"Id\":7}/**/",
                "\uFEFF{\"Id\":7}",
                "{\"Id\":7}\u0000",
                "\u00a0{\"Id\":7}",
                "{\"Id\":7}{",
                "{\"Id\":7,\"a\":[}",
                "{\"Id\":7,\"a\":\"\\x\"}",
                "{\"Id\":7,\"a\":\"\n\"}",
                "{\"Id\":7,\"Params\":nul}"
            })
    void knowsNothingOfWhatIsNotAJsonObject(String text) {
        assertThat(invalid(text).id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0131d", "\\u0131d", "\u0130d", "Param\u017f", "R\u00f6ute"})
    void takesLettersOfUnicodeForOtherNames(String name) {
        Request request = decoder.decode("{\"Route\":\"echo\",\"" + name + "\":7}");
        assertThat(request.valid()).isTrue();
        assertThat(request.id()).isNull();
        assertThat(request.params()).hasToString("null");
    }

    @Test
    void takesNullForAnInvalidRequest() {
        Request request = decoder.decode(null);
        assertThat(request.valid()).isFalse();
        assertThat(request.exceeds(0)).isFalse();
    }

    @Test
    void isWillingToDecodeEverything() {
        assertThat(decoder.willDecode("{}")).isTrue();
        assertThat(decoder.willDecode("")).isTrue();
        assertThat(decoder.willDecode(null)).isTrue();
    }
}
