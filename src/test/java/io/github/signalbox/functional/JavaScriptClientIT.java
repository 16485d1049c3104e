package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The client in JavaScript, in Node. Its tests are JavaScript, too, in {@code src/test/js}, and start servers of their own, kill
 * them and start them again. In a browser: {@code ChatPageIT}.
 */
@EnabledIf(
        value = "io.github.signalbox.functional.server.Node#isInstalled",
        disabledReason = "There is no Node.js 20 on the PATH")
class JavaScriptClientIT {

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
            return files.filter(file -> file.toString().endsWith(".test.mjs"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(600)
    void passesItsOwnTests(Path file) throws Exception {
        Node.Result result = Node.test(file);
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .containsPattern("(?m)^# pass [1-9]")
                .containsPattern("(?m)^# fail 0$")
                .containsPattern("(?m)^# (skipped|cancelled) 0$");
    }
}
