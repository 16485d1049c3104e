package io.github.signalbox.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The official parser of AsyncAPI, which runs on Node.js; npm fetches it into {@code target} once. */
public final class AsyncApiParser {

    private static final Path SOURCE = Path.of("src/test/node/asyncapi");
    private static final Path TARGET = Path.of("target/asyncapi-parser");
    private static final long MINUTES = 4;

    private AsyncApiParser() {}

    public static boolean isInstalled() {
        return Stream.of("node", "npm").allMatch(AsyncApiParser::isOnPath);
    }

    private static boolean isOnPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .anyMatch(Files::isExecutable);
    }

    /** What it says about a document: a line for each flaw, then how much of it is there. */
    public static List<String> check(String document) throws Exception {
        install();
        Path file = Files.createTempFile(TARGET, "document", ".json");
        Files.writeString(file, document);
        Run run = Run.of(List.of("node", "check.js", file.getFileName().toString()));
        assertThat(run.status()).as(run.output()).isZero();
        return run.output().lines().toList();
    }

    private static void install() throws Exception {
        Path lock = TARGET.resolve("package-lock.json");
        Path done = TARGET.resolve("node_modules/.package-lock.json");
        if (Files.exists(done) && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0) {
            copy("check.js");
            return;
        }
        Files.createDirectories(TARGET);
        copy("package.json");
        copy("package-lock.json");
        copy("check.js");
        Run run = Run.of(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        if (run.status() != 0 && System.getenv("CI") == null) {
            abort("npm could not fetch the parser of AsyncAPI, so no document was checked: " + run.output());
        }
        assertThat(run.status()).as(run.output()).isZero();
    }

    private static void copy(String name) throws IOException {
        Files.copy(SOURCE.resolve(name), TARGET.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A process that has ended. */
    private record Run(int status, String output) {

        static Run of(List<String> command) throws Exception {
            Path output = Files.createTempFile(TARGET, "output", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(TARGET.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended");
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        }
    }
}
