package io.github.signalbox.functional;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Node.js that is installed on this machine. Nothing is downloaded. */
final class Node {

    private static final int OLDEST = 20;
    private static final int WITH_WEB_SOCKET = 22;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Optional<Path> PROGRAM = Stream.of("node", "nodejs")
            .flatMap(name -> Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();

    private Node() {}

    static boolean isInstalled() throws IOException {
        return PROGRAM.isPresent() && version() >= OLDEST;
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
    record Result(int status, String output) {}

    /** Runs the tests of a file with Node's own test runner. */
    static Result test(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.orElseThrow().toString()));
        if (version() < WITH_WEB_SOCKET) {
            command.addAll(List.of("--experimental-websocket", "--no-warnings"));
        }
        command.addAll(List.of("--test", "--test-reporter=tap", file.toString()));
        File output = File.createTempFile("node", ".tap");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
            builder.environment()
                    .put(
                            "SIGNALBOX_JAVA",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString());
            builder.environment().put("SIGNALBOX_CLASS_PATH", classPath());
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
