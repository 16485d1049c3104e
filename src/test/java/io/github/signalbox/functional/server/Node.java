package io.github.signalbox.functional.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Node.js that is installed on this machine. Nothing is downloaded. */
public final class Node {

    private static final int OLDEST = 20;
    private static final int WITH_WEB_SOCKET = 22;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Optional<Path> PROGRAM = Stream.of("node", "nodejs")
            .flatMap(name -> Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();

    private Node() {}

    /**
     * Whether it can run tests.
     *
     * @return false if it is missing or too old
     * @throws IllegalStateException if so and the environment variable {@code CI} is set, since nothing is skipped there
     */
    public static boolean isInstalled() throws IOException {
        boolean installed = PROGRAM.isPresent() && version() >= OLDEST;
        if (!installed && System.getenv("CI") != null) {
            throw new IllegalStateException("There is no Node.js " + OLDEST + " on the PATH, and CI is set");
        }
        return installed;
    }

    private static int version() throws IOException {
        Process node = new ProcessBuilder(
                        PROGRAM.orElseThrow().toString(), "--print", "parseInt(process.versions.node)")
                .start();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            return Integer.parseInt(String.valueOf(out.readLine()));
        }
    }

    /** What a run of tests has printed, in the Test Anything Protocol, and how it ended. */
    public record Result(int status, String output) {}

    /** Runs the tests of a file, which start servers of their own, with Node's own test runner. */
    public static Result test(Path file) throws IOException, InterruptedException {
        return test(
                file,
                Map.of(
                        "SIGNALBOX_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "SIGNALBOX_CLASS_PATH",
                        classPath()));
    }

    /**
     * Runs the tests of a file with Node's own test runner.
     *
     * @param environment what they are told
     */
    static Result test(Path file, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.orElseThrow().toString()));
        if (version() < WITH_WEB_SOCKET) {
            command.addAll(List.of("--experimental-websocket", "--no-warnings"));
        }
        command.addAll(List.of("--test", "--test-reporter=tap", file.toString()));
        File output = File.createTempFile("node", ".tap");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
            builder.environment().putAll(environment);
            Process node = builder.start();
            try {
                if (!node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("Not within " + PATIENCE + ": " + Files.readString(output.toPath()));
                }
            } finally {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
            return new Result(node.exitValue(), Files.readString(output.toPath()));
        } finally {
            Files.delete(output.toPath());
        }
    }

    /** Without what the tests on WildFly bring: a System.LoggerFinder that keeps all lines to itself. */
    private static String classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.contains("jboss-modules"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
