package io.github.signalbox.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.json.JsonContent;
import org.junit.jupiter.api.Test;

class EnvelopeEncoderTest {

    private static String encoded(Outgoing message) {
        String text = new EnvelopeEncoder().encode(message);
        EncodedMessage sendable = EnvelopeEncoder.encoded(message);
        assertThat(sendable.text()).isEqualTo(text);
        assertThat(sendable.utf8()).isEqualTo(text.getBytes(UTF_8)).hasSize(sendable.utf8Length());
        byte[] copied = new byte[sendable.utf8Length() + 2];
        sendable.copyTo(copied, 1);
        assertThat(copied).startsWith(0).containsSequence(sendable.utf8()).endsWith(0);
        assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
        return text;
    }

    @Test
    void writesASuccessWithoutIdAsItIs() {
        assertThat(encoded(Answer.success(null, JsonContent.of("{\"message\":\"Hello, Ada!\"}"))))
                .isEqualTo("{\"message\":\"Hello, Ada!\"}");
        assertThat(encoded(Answer.success(null, JsonContent.of("null")))).isEqualTo("null");
    }

    @Test
    void writesAFailureWithoutId() {
        assertThat(encoded(Answer.failure(null, 1, "Handler not found")))
                .isEqualTo("{\"code\":1,\"msg\":\"Handler not found\",\"data\":null}");
    }

    @Test
    void repeatsTheIdOfASuccess() {
        assertThat(encoded(Answer.success("7", JsonContent.of("[1]"))))
                .isEqualTo("{\"Id\":7,\"code\":0,\"msg\":\"ok\",\"data\":[1]}");
        assertThat(encoded(Answer.success("\"a\\u0062\"", JsonContent.of("null"))))
                .isEqualTo("{\"Id\":\"a\\u0062\",\"code\":0,\"msg\":\"ok\",\"data\":null}");
    }

    @Test
    void repeatsTheIdOfAFailure() {
        assertThat(encoded(Answer.failure("7", 422, "Bad", JsonContent.of("[{\"field\":\"a\"}]"))))
                .isEqualTo("{\"Id\":7,\"code\":422,\"msg\":\"Bad\",\"data\":[{\"field\":\"a\"}]}");
    }

    @Test
    void writesAStream() {
        assertThat(encoded(Answer.next("7", JsonContent.of("[1]"))))
                .isEqualTo("{\"Id\":7,\"code\":0,\"msg\":\"next\",\"data\":[1]}");
        assertThat(encoded(Answer.end("\"a\""))).isEqualTo("{\"Id\":\"a\",\"code\":0,\"msg\":\"end\",\"data\":null}");
    }

    @Test
    void writesAnEvent() {
        assertThat(encoded(new Event("chat.message", JsonContent.of("{\"text\":\"é😀\"}"))))
                .isEqualTo("{\"Route\":\"chat.message\",\"Params\":{\"text\":\"é😀\"}}");
    }

    @Test
    void escapesWhatAStringCannotHold() {
        assertThat(encoded(new Event("a\"\\\n", JsonContent.of("null"))))
                .isEqualTo("{\"Route\":\"a\\\"\\\\\\n\",\"Params\":null}");
        assertThat(encoded(Answer.failure(null, 1, "a\"\u0001")))
                .isEqualTo("{\"code\":1,\"msg\":\"a\\\"\\u0001\",\"data\":null}");
    }

    @Test
    void escapesHalvesOfSurrogatePairsWhereverTheyStand() {
        assertThat(encoded(Answer.success(null, JsonContent.of("\"\ud800\"")))).isEqualTo("\"\\ud800\"");
        assertThat(encoded(Answer.success("\"\udc00\"", JsonContent.of("\"😀\ud83d\""))))
                .isEqualTo("{\"Id\":\"\\udc00\",\"code\":0,\"msg\":\"ok\",\"data\":\"😀\\ud83d\"}");
        assertThat(encoded(new Event("\ud800", JsonContent.of("0")))).isEqualTo("{\"Route\":\"\\ud800\",\"Params\":0}");
    }

    @Test
    void refusesCodesThatMeanSomethingElse() {
        assertThatThrownBy(() -> Answer.failure(null, 0, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The code of a failure is at least 1, not 0");
        assertThatThrownBy(() -> new Answer(null, -1, "x", JsonContent.NULL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The code of an answer is at least 0, not -1");
    }
}
