package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.asyncapi.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassPathPagesTest {

    private static final MadePage MADE = (method, ifNoneMatch) -> new Answer(
            203, Map.of("X", String.valueOf(ifNoneMatch)), ByteBuffer.wrap(method.getBytes(StandardCharsets.UTF_8)));

    private final ClassPathPages pages = new ClassPathPages(
            ClassPathPagesTest.class.getClassLoader(),
            Map.of("/standalone-test/a.json", MADE, "/standalone-test/made.json", MADE));

    private static String text(HttpAnswer answer) {
        return StandardCharsets.UTF_8.decode(answer.body()).toString();
    }

    @Test
    void servesWhatIsMadeWhereThereIsNoFile() {
        HttpAnswer answer = pages.answer("POST", "/standalone-test/made.json", "tag");
        assertThat(answer.status()).isEqualTo(203);
        assertThat(answer.headers()).isEqualTo(Map.of("X", "tag"));
        assertThat(text(answer)).isEqualTo("POST");
    }

    @Test
    void prefersTheFile() {
        HttpAnswer answer = pages.answer("GET", "/standalone-test/a.json", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).contains("a.json");
    }
}
