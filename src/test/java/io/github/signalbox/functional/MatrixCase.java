package io.github.signalbox.functional;

import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.LeftOut;
import io.github.signalbox.functional.server.OnEveryServer;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test that every server has to pass, as the code says, whatever was run.
 *
 * @param type the class that is run
 * @param method its own, or that of a behaviour which it implements
 */
record MatrixCase(Class<?> type, Method method) {

    /** All of them, by class. */
    static List<MatrixCase> all() {
        try {
            Path classes = Path.of(MatrixCase.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes.resolve("io/github/signalbox/functional"))) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith("IT.class"))
                        .sorted()
                        .map(name -> name.replaceFirst("\\.class$", "").replace(File.separatorChar, '.'))
                        .flatMap(MatrixCase::of)
                        .toList();
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<MatrixCase> of(String className) {
        try {
            Class<?> type = Class.forName(className, false, MatrixCase.class.getClassLoader());
            if (!type.isAnnotationPresent(OnEveryServer.class)) {
                return Stream.empty();
            }
            return methods(type)
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(method -> new MatrixCase(type, method));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.concat(
                Arrays.stream(type.getDeclaredMethods()),
                Arrays.stream(type.getInterfaces()).flatMap(MatrixCase::methods));
    }

    /** What it belongs to: a behaviour that several classes implement, or the class itself. */
    String row() {
        return method.getDeclaringClass().getSimpleName();
    }

    boolean isThatOf(MatrixReport.Outcome outcome) {
        return outcome.className().equals(type.getName()) && outcome.method().equals(method.getName());
    }

    /** Why a server need not run it. */
    Optional<String> reasonToLeaveOut(String server) {
        return Stream.of(method, type)
                .map(element -> element.getAnnotation(LeftOut.class))
                .filter(each -> each != null && List.of(each.on()).contains(server))
                .map(LeftOut::why)
                .findFirst();
    }

    /** What it expects of some servers only. */
    Stream<Differs> differences() {
        return Arrays.stream(method.getAnnotationsByType(Differs.class));
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method.getName();
    }
}
