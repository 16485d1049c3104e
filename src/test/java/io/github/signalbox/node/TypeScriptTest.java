package io.github.signalbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** The declarations of the client in JavaScript, as the compiler of TypeScript takes them. */
@EnabledIf(
        value = "io.github.signalbox.node.NpmProject#isInstalled",
        disabledReason = "There is no node with npm on the PATH")
@Timeout(value = 9, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TypeScriptTest {

    private static final Path CLIENT = Path.of("src/main/resources/META-INF/resources/signalbox");
    private static final Pattern ERROR = Pattern.compile("(?m)^(.+)\\((\\d+),\\d+\\): error ");
    private static final NpmProject PROJECT = new NpmProject("typescript");

    /** Beside the programs, and where npm would install it. */
    @BeforeAll
    static void install() throws Exception {
        PROJECT.install();
        for (String place : List.of("signalbox", "node_modules/signalbox")) {
            Path directory = Files.createDirectories(PROJECT.target().resolve(place));
            try (Stream<Path> files = Files.list(CLIENT)) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static NpmProject.Run compile(String program) throws Exception {
        return PROJECT.run(
                "node",
                "node_modules/typescript/bin/tsc",
                "--strict",
                "--noEmit",
                "--module",
                "nodenext",
                "--skipLibCheck",
                "false",
                program);
    }

    @Test
    void allowWhatTheDocsShow() throws Exception {
        NpmProject.Run run = compile("right.ts");
        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void allowNothingElse() throws Exception {
        NpmProject.Run run = compile("wrong.ts");
        assertThat(run.status()).as(run.output()).isNotZero();
        assertThat(ERROR.matcher(run.output()).results().map(MatchResult::group).map(TypeScriptTest::place))
                .as(run.output())
                .containsExactlyElementsOf(mistakes());
    }

    private static String place(String error) {
        return error.substring(0, error.indexOf(','));
    }

    private static List<String> mistakes() throws Exception {
        List<String> lines = Files.readAllLines(PROJECT.target().resolve("wrong.ts"));
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("; // wrong: "))
                .mapToObj(i -> "wrong.ts(" + (i + 1))
                .toList();
    }
}
