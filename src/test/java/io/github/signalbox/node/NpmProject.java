package io.github.signalbox.node;

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

/** A directory of {@code src/test/node}, and what its package.json names; npm fetches that into {@code target} once. */
public final class NpmProject {

    private static final long MINUTES = 4;

    private final Path source;
    private final Path target;

    public NpmProject(String name) {
        source = Path.of("src/test/node", name);
        target = Path.of("target/node", name);
    }

    public static boolean isInstalled() {
        return Stream.of("node", "npm").allMatch(NpmProject::isOnPath);
    }

    private static boolean isOnPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .anyMatch(Files::isExecutable);
    }

    /** Where its programs run, with a copy of all its files. */
    public Path target() {
        return target;
    }

    /** Skips the test if npm cannot fetch what is needed, but where the environment variable {@code CI} is set. */
    public void install() throws Exception {
        Path lock = target.resolve("package-lock.json");
        Path done = target.resolve("node_modules/.package-lock.json");
        boolean isDone = Files.exists(done) && Files.mismatch(lock, source.resolve("package-lock.json")) < 0;
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (isDone) {
            return;
        }
        Run run = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (run.status() != 0 && System.getenv("CI") == null) {
            abort("npm could not fetch what " + source + " needs, so nothing was checked: " + run.output());
        }
        assertThat(run.status()).as(run.output()).isZero();
    }

    /** What a program has printed, to both outputs, and how it ended. */
    public record Run(int status, String output) {}

    public Run run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(target, "output", ".txt");
        Process process = new ProcessBuilder(List.of(command))
                .directory(target.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " has not ended");
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
