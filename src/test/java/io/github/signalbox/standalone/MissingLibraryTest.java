package io.github.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.SignalboxServer;
import io.github.signalbox.functional.RecordingLogger;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that lacks the library for the AsyncAPI document. */
class MissingLibraryTest {

    private ClassLoader before;
    private URLClassLoader bare;

    @BeforeEach
    void hideTheLibrary() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        URL[] rest = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.contains("jsonschema"))
                .map(MissingLibraryTest::url)
                .toArray(URL[]::new);
        before = Thread.currentThread().getContextClassLoader();
        bare = new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(bare);
    }

    @AfterEach
    void forget() throws Exception {
        Thread.currentThread().setContextClassLoader(before);
        bare.close();
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    private Object builder(System.Logger logger) throws Exception {
        Class<?> server = bare.loadClass(SignalboxServer.class.getName());
        Object builder = server.getMethod("builder").invoke(null);
        call(builder, "port", int.class, 0);
        return call(builder, "logger", System.Logger.class, logger);
    }

    private Object call(Object target, String method, Class<?> type, Object argument) throws Exception {
        return builderType().getMethod(method, type).invoke(target, argument);
    }

    private Class<?> builderType() throws ClassNotFoundException {
        return bare.loadClass(SignalboxServer.Builder.class.getName());
    }

    private Object start(Object builder) throws Exception {
        return builderType().getMethod("start").invoke(builder);
    }

    @Test
    void startsAndSaysWhatToAdd() throws Exception {
        RecordingLogger logger = new RecordingLogger();
        Object server = start(builder(logger));
        bare.loadClass(SignalboxServer.class.getName()).getMethod("close").invoke(server);

        assertThat(logger.lines())
                .filteredOn(line -> line.contains("/asyncapi.json"))
                .singleElement()
                .asString()
                .contains("add com.github.victools:jsonschema-generator")
                .contains("signalbox.asyncapi=false");
    }

    @Test
    void doesNotStartWhereItWasAskedFor() throws Exception {
        Object builder = builder(new RecordingLogger());
        call(builder, "asyncapi", boolean.class, true);

        assertThatThrownBy(() -> start(builder))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageStartingWith("SBX0005: signalbox.asyncapi is true")
                .hasMessageContaining("com.github.victools:jsonschema-generator");
    }
}
