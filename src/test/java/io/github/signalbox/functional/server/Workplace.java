package io.github.signalbox.functional.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where servers run, and what with.
 *
 * @param directory for their files and logs
 * @param javaHome the JDK that they run on
 */
record Workplace(Path directory, Path javaHome) {

    /** As the build says. */
    static Workplace ofThisBuild() {
        return new Workplace(
                Path.of(System.getProperty("signalbox.servers.directory", "target/servers"))
                        .toAbsolutePath(),
                Path.of(System.getProperty("signalbox.servers.java", System.getProperty("java.home"))));
    }

    /** The unpacked distribution of a server. */
    static Path home(String name) {
        String home = System.getProperty(name + ".home");
        if (home == null) {
            throw new ServerException("No " + name + ".home: run with the profile that provides it, -Pmatrix");
        }
        return Path.of(home);
    }

    /**
     * What every server is started with. None lives for much longer than a minute, most of which the second compiler would spend on
     * methods that are hardly called again; a soak for hours is to be run with all compilers.
     */
    static List<String> javaOptions() {
        return List.of(System.getProperty("signalbox.servers.options", "-Xmx512m")
                .trim()
                .split(" +"));
    }

    String java() {
        return javaHome.resolve("bin/java").toString();
    }

    /** The feature number of that JDK, from the file that every JDK has for this. */
    int javaVersion() {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(javaHome.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }

    Path log(String server) {
        return directory.resolve(server + ".log");
    }

    /** A directory with nothing in it, whatever an earlier run has left there. */
    Path emptied(String server) throws IOException {
        Path emptied = directory.resolve(server);
        delete(emptied);
        return Files.createDirectories(emptied);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
