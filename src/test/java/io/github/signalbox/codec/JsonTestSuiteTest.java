package io.github.signalbox.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.json.JsonCursor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTestSuiteTest {

    private final EnvelopeDecoder decoder = new EnvelopeDecoder();

    static List<JsonCase> cases() {
        return JsonCase.all();
    }

    @Test
    void hasTheWholeSuite() {
        assertThat(cases()).hasSizeGreaterThan(300).extracting(JsonCase::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acceptsAsParamsWhatIsJson(JsonCase json) {
        for (String text : envelopesAround(json.text())) {
            Request request = decoder.decode(text);
            assertThat(request.valid()).isEqualTo(json.accepted());
            assertThat(request.params()).hasToString(json.accepted() ? withoutWhiteSpace(json.text()) : "null");
            assertThat(request.id()).isEqualTo(json.accepted() ? "7" : null);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acceptsInAMemberItDoesNotKnowWhatIsJson(JsonCase json) {
        String text = "{\"Route\":\"r\",\"Other\":" + json.text() + ",\"Id\":7}";
        assertThat(decoder.decode(text).valid()).isEqualTo(json.accepted());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasNoRequestInAnyOfTheTextsAlone(JsonCase json) {
        Request request = decoder.decode(json.text());
        assertThat(request.valid()).isFalse();
        assertThat(request.route()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void passesOverTheTextAlone(JsonCase json) {
        var cursor = new JsonCursor(json.text(), EnvelopeDecoder.MAX_DEPTH);
        cursor.skipWhiteSpace();
        boolean accepted = cursor.skipValue();
        cursor.skipWhiteSpace();
        assertThat(accepted && cursor.atEnd()).isEqualTo(json.accepted());
    }

    private static List<String> envelopesAround(String params) {
        return List.of(
                "{\"Id\":7,\"Route\":\"r\",\"Params\":" + params + "}",
                "{\"Id\":7,\"Params\":" + params + ",\"Route\":\"r\"}",
                " { \"Params\" : " + params + " , \"Route\" : \"r\" , \"Id\" : 7 } ");
    }

    private static String withoutWhiteSpace(String json) {
        // Not String.strip, which knows more kinds of white space than JSON.
        return json.replaceAll("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$", "");
    }
}
