package io.github.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

class MicroProfileSourceTest {

    @Test
    void isTheSourceWhereAnImplementationIsPresent() {
        assertThat(SettingsSource.ofThisProcess()).isInstanceOf(MicroProfileSource.class);
    }

    @Test
    void leavesPrecedenceToTheOrdinals() {
        SettingsSource source =
                source(Map.of("signalbox.port", "1", "signalbox.max-pending", "2"), Map.of("signalbox.port", "3"));

        assertThat(Settings.from(source))
                .isEqualTo(Settings.defaults().toBuilder().port(3).maxPending(2).build());
    }

    @Test
    void readsAVariableOfTheEnvironmentAndDoesNotWarnOfIt() {
        Map<String, String> environment = Map.of("SIGNALBOX_MAX_PENDING", "2");
        SettingsSource source = new MicroProfileSource(
                new SmallRyeConfigBuilder()
                        .withSources(new EnvConfigSource(environment, 300))
                        .build(),
                environment);

        assertThat(Settings.from(source).maxPending()).isEqualTo(2);
        assertThat(source.warnings()).isEmpty();
    }

    @Test
    void namesTheSourceOfABadValue() {
        assertThatThrownBy(() -> Settings.from(source(Map.of("signalbox.port", "1"), Map.of("signalbox.port", "x"))))
                .hasMessageStartingWith("SBX0001: signalbox.port is 'x' (from MicroProfile Config source "
                        + "PropertiesConfigSource[source=higher]): write");
    }

    @Test
    void takesABlankValueForNone() {
        assertThat(Settings.from(source(Map.of("signalbox.port", ""), Map.of("signalbox.max-pending", " "))))
                .isEqualTo(Settings.defaults());
    }

    @Test
    void replacesExpressions() {
        assertThat(Settings.from(source(Map.of("base", "80"), Map.of("signalbox.port", "${base}81")))
                        .port())
                .isEqualTo(8081);
    }

    @Test
    void refusesAnExpressionOfSomethingThatIsNotThere() {
        assertThatThrownBy(() -> Settings.from(source(Map.of(), Map.of("signalbox.port", "${nowhere}"))))
                .hasMessageStartingWith("SBX0001: signalbox.port is '${nowhere}' (from MicroProfile");
    }

    @Test
    void namesTheSettingThatAMisspeltKeyIsMostLike() {
        assertThat(source(Map.of("signalbox.prot", "1"), Map.of()).warnings())
                .singleElement()
                .asString()
                .endsWith("signalbox.port");
    }

    @Test
    void isDoneWithoutWhereTheApiIsMissing() throws Exception {
        assertThat(sourceInAProcessWith(Settings.class)).isEqualTo("SystemSource");
    }

    @Test
    void isDoneWithoutWhereTheApiHasNoImplementation() throws Exception {
        assertThat(sourceInAProcessWith(Settings.class, ConfigProvider.class)).isEqualTo("SystemSource");
    }

    private static SettingsSource source(Map<String, String> lower, Map<String, String> higher) {
        return new MicroProfileSource(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(
                                new PropertiesConfigSource(lower, "lower", 100),
                                new PropertiesConfigSource(higher, "higher", 200))
                        .build(),
                Map.of());
    }

    /** Loads Signalbox anew, beside nothing but the code that these classes come from. */
    private static String sourceInAProcessWith(Class<?>... present) throws IOException, ReflectiveOperationException {
        URL[] places = Stream.of(present)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass(SettingsSource.class.getName());
            return type.getMethod("ofThisProcess").invoke(null).getClass().getSimpleName();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
