package io.github.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Route;
import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;
import io.github.signalbox.session.Lines;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program is told when its server starts, or does not. */
class StandaloneServerTest {

    /** Has a route and no scope, so that CDI does not find it. */
    public static class Unscoped {
        @Route("it.unscoped")
        String m() {
            return "never";
        }
    }

    /** Is found. */
    @ApplicationScoped
    public static class Scoped {
        @Route("it.scoped")
        String m() {
            return "here";
        }
    }

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Lines lines = new Lines(Level.WARNING);

    @AfterEach
    void restoreTheLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void warnsIfThereIsNoRouteAtAll(@TempDir Path archive) throws Exception {
        try (OneArchive application = OneArchive.of(archive, Unscoped.class)) {
            start(builder(application)).close();
        }

        assertThat(lines.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING There is no route")
                .contains("META-INF/beans.xml", "@ApplicationScoped");
    }

    @Test
    void doesNotWarnIfABeanHasARouteOrTheProgramAddsOne(@TempDir Path first, @TempDir Path second) throws Exception {
        try (OneArchive application = OneArchive.of(first, Scoped.class)) {
            start(builder(application)).close();
        }
        try (OneArchive application = OneArchive.of(second)) {
            start(builder(application).register("echo", JsonValue.class, (params, call) -> params))
                    .close();
        }

        assertThat(lines.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/glassfish/tyrus/core/TyrusEndpoint",
                "org/glassfish/grizzly/Grizzly",
                "org/jboss/weld/environment/se/Weld",
                "org/eclipse/yasson/JsonBindingProvider",
                "org/eclipse/parsson/JsonProviderImpl",
                "jakarta/websocket/Session"
            })
    void saysWhatToAddIfAClassOfItsOwnLibrariesIsMissing(String missing) {
        assertThatThrownBy(() -> start(builder(new Lacking(missing))))
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("SBX0203: The class " + missing + " is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/example/Absent",
                "org/glassfishes/Absent",
                "jakarta/persistence/EntityManager",
                "Could not initialize class org.glassfish.tyrus.core.Utils"
            })
    void leavesAClassThatTheApplicationLacksToTheApplication(String missing) {
        assertThatThrownBy(() -> start(builder(new Lacking(missing))))
                .isExactlyInstanceOf(NoClassDefFoundError.class)
                .hasMessage(missing);
    }

    @Test
    void leavesNothingOpenIfTheJvmIsStopping() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StartWhileStopping.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream output = process.getInputStream()) {
            assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("SBX0202: ", "Shutdown in progress")
                    .contains("the port is free");
        } finally {
            process.destroyForcibly();
        }
    }

    private SignalboxServer.Builder builder(ClassLoader application) {
        Thread.currentThread().setContextClassLoader(application);
        return SignalboxServer.builder().host("127.0.0.1").port(0).logger(lines);
    }

    private static SignalboxServer start(SignalboxServer.Builder builder) {
        return builder.start();
    }

    /** Fails at the first look for beans. */
    private static final class Lacking extends ClassLoader {

        private final String missing;

        Lacking(String missing) {
            super(StandaloneServerTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            throw new NoClassDefFoundError(missing);
        }
    }
}
