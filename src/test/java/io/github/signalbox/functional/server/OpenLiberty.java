package io.github.signalbox.functional.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Open Liberty. Applications are put into its directory for them, which it looks at ten times a second. */
final class OpenLiberty extends ProcessServer {

    private static final String CONFIGURATION = """
            <server>
              <featureManager>
                <feature>webProfile-10.0</feature>
                <feature>concurrent-3.0</feature>
                <feature>mpConfig-3.1</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="%s" httpPort="%d" httpsPort="-1"/>
              <applicationMonitor dropins="dropins" pollingRate="100ms"/>
              <logging consoleLogLevel="INFO" consoleFormat="SIMPLE"/>
            </server>
            """;

    /** Open Liberty 26 wants other modules opened on newer versions of Java. */
    private static final int OTHER_MODULES_SINCE = 24;

    OpenLiberty(Workplace workplace) {
        super("liberty", workplace);
    }

    @Override
    ServerProcess launch(Path directory, int httpPort, List<String> javaOptions) throws IOException {
        Path home = Workplace.home(name());
        Path server = Files.createDirectories(directory.resolve("servers/matrix"));
        Files.createDirectory(server.resolve("dropins"));
        Files.writeString(server.resolve("server.xml"), CONFIGURATION.formatted(LOOPBACK, httpPort));
        List<String> command = new ArrayList<>();
        command.add(workplace().java());
        command.addAll(javaOptions);
        command.addAll(modules(home));
        command.add("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"));
        command.add("-jar");
        command.add(home.resolve("bin/tools/ws-server.jar").toString());
        command.add("matrix");
        ProcessBuilder builder = builder(command, directory);
        builder.environment().put("WLP_USER_DIR", directory.toString());
        ServerProcess process = ServerProcess.start(builder, log());
        process.await(process.expect("CWWKF0011I"));
        return process;
    }

    /** What the server's own script passes to Java: a file of arguments with comments. */
    private List<String> modules(Path home) throws IOException {
        String file = workplace().javaVersion() >= OTHER_MODULES_SINCE ? "java24.options" : "java9.options";
        return Files.readAllLines(home.resolve("lib/platform/java").resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Override
    public URI deploy(Path war, String context) {
        CompletableFuture<Matcher> told = process()
                .expect("CWWKZ0001I: Application " + Pattern.quote(context) + " started|CWWKZ000[24]E:.* "
                        + Pattern.quote(context) + "\\b.*");
        try {
            // Moved in whole, or the server would find half of it.
            Path copy = Files.copy(war, dropins().resolveSibling(context + ".war"));
            Files.move(copy, dropins().resolve(context + ".war"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher line = process().await(told);
        if (!line.group().startsWith("CWWKZ0001I")) {
            remove(context);
            throw new ServerException(line.group());
        }
        return root(context);
    }

    /**
     * Takes another configuration while it runs, one that has the application {@code demo}.
     *
     * @param configuration which names Liberty's usual port
     * @param war of that application
     * @return where it is
     */
    URI configure(String configuration, Path war) throws IOException {
        CompletableFuture<Matcher> started = process().expect("CWWKZ0001I: Application demo started");
        Path server = dropins().getParent();
        Files.copy(war, Files.createDirectories(server.resolve("apps")).resolve("demo.war"));
        Files.writeString(
                server.resolve("server.xml"), configuration.replace("\"9080\"", "\"" + root("").getPort() + "\""));
        process().await(started);
        return root("demo");
    }

    /** Its log for what is finer than information, once there is some. */
    Path trace() {
        return Objects.requireNonNull(dropins().getParent()).resolve("logs/trace.log");
    }

    @Override
    public void undeploy(String context) {
        CompletableFuture<Matcher> stopped =
                process().expect("CWWKZ0009I: The application " + Pattern.quote(context) + " ");
        remove(context);
        process().await(stopped);
    }

    private void remove(String context) {
        try {
            Files.delete(dropins().resolve(context + ".war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path dropins() {
        return workplace().directory().resolve(name()).resolve("servers/matrix/dropins");
    }
}
