package io.github.signalbox.functional.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No application server: each application is a process of its own, with what is in its WAR on the class path. */
final class Standalone implements AppServer {

    private static final String NAME = "standalone";

    /** What the README tells an application to add, and what that brings along. */
    private static final Pattern LIBRARIES =
            Pattern.compile("(jakarta|tyrus|grizzly|weld|jboss-logging|jboss-classfilewriter"
                    + "|yasson|parsson|smallrye|microprofile-config|asm)-?.*\\.jar");

    private final Workplace workplace;
    private final Map<String, ServerProcess> applications = new HashMap<>();
    private Map<String, String> properties = Map.of();
    private Map<String, String> environment = Map.of();
    private boolean running;

    Standalone(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Map<String, String> properties, Map<String, String> environment) {
        kill();
        this.properties = Map.copyOf(properties);
        this.environment = Map.copyOf(environment);
        try {
            workplace.emptied(NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public URI deploy(Path war, String context) {
        try {
            long begin = System.nanoTime();
            Path directory = workplace.directory().resolve(NAME).resolve(context);
            unpack(war, directory);
            ProcessBuilder builder = new ProcessBuilder(command(directory)).directory(directory.toFile());
            builder.environment().putAll(environment);
            ServerProcess process = ServerProcess.start(builder, log());
            CompletableFuture<Matcher> told =
                    process.expect(StandaloneMain.READY + "(\\d+)|" + StandaloneMain.REFUSED + ".*");
            Matcher line = process.await(told);
            if (line.group(1) == null) {
                process.kill();
                throw new ServerException(line.group());
            }
            // There is no server to start but the application itself.
            Observed.note(
                    this,
                    "start, seconds",
                    String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1_000_000_000.0));
            applications.put(context, process);
            return URI.create("http://127.0.0.1:" + line.group(1) + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(workplace.java()));
        command.addAll(Workplace.javaOptions());
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        try (Stream<Path> libraries = Files.list(Files.createDirectories(directory.resolve("WEB-INF/lib")))) {
            command.add(Stream.concat(
                            Stream.concat(Stream.of(directory.resolve("WEB-INF/classes")), libraries)
                                    .map(Path::toString),
                            runtime())
                    .collect(Collectors.joining(File.pathSeparator)));
        }
        command.add(StandaloneMain.class.getName());
        return command;
    }

    /** From the tests' own class path, which Failsafe hides behind a jar with nothing but a manifest. */
    private static Stream<String> runtime() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator)).filter(entry -> LIBRARIES
                .matcher(Path.of(entry).getFileName().toString())
                .matches());
    }

    /** Where a servlet container looks for pages, and where a class path is looked at for them. */
    private static void unpack(Path war, Path directory) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("WEB-INF/classes"));
        Path pages = classes.resolve("META-INF/resources");
        try (FileSystem archive = FileSystems.newFileSystem(war);
                Stream<Path> files = Files.walk(archive.getPath("/"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = file.toString().substring(1);
                Path target = (name.startsWith("WEB-INF/") ? directory : pages).resolve(name);
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
        // The classes of a WAR are looked at for beans; those on a class path only where such a file asks for it.
        Path beans = classes.resolve("META-INF/beans.xml");
        if (Files.notExists(beans)) {
            Files.createDirectories(beans.getParent());
            Files.createFile(beans);
        }
        String main = StandaloneMain.class.getName().replace('.', '/') + ".class";
        try (InputStream code = Standalone.class.getClassLoader().getResourceAsStream(main)) {
            Files.createDirectories(classes.resolve(main).getParent());
            Files.copy(Objects.requireNonNull(code), classes.resolve(main));
        }
    }

    @Override
    public void undeploy(String context) {
        Objects.requireNonNull(applications.remove(context), context).stop();
        try {
            Workplace.delete(workplace.directory().resolve(NAME).resolve(context));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        applications.values().forEach(ServerProcess::stop);
        applications.clear();
        running = false;
    }

    @Override
    public void kill() {
        applications.values().forEach(ServerProcess::kill);
        applications.clear();
        running = false;
    }

    @Override
    public long residentMegabytes() {
        return applications.values().stream()
                .mapToLong(ServerProcess::residentMegabytes)
                .sum();
    }

    @Override
    public String diagnose(String... command) {
        return applications.values().stream()
                .map(process -> process.diagnose(workplace.javaHome(), command))
                .collect(Collectors.joining());
    }

    @Override
    public Set<InetSocketAddress> listening() {
        return applications.values().stream()
                .flatMap(process -> process.listening().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public long connectionsAt(int port) {
        return applications.values().stream()
                .mapToLong(process -> process.connectionsAt(port))
                .sum();
    }

    @Override
    public List<String> threads() {
        return applications.values().stream()
                .flatMap(process -> ThreadNames.of(process, workplace).stream())
                .toList();
    }

    @Override
    public Path log() {
        return workplace.log(NAME);
    }
}
