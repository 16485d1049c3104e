package io.github.signalbox.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * System properties, then environment variables: {@code signalbox.max-pending} is {@code SIGNALBOX_MAX_PENDING} there.
 *
 * @param properties read at every call
 * @param environment read at every call
 */
record SystemSource(Properties properties, Map<String, String> environment) implements SettingsSource {

    static SystemSource ofThisProcess() {
        return new SystemSource(System.getProperties(), System.getenv());
    }

    /** The name that MicroProfile Config, too, looks for in the environment. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<Given> find(String key) {
        String variable = variable(key);
        return given(properties.getProperty(key), "system property")
                .or(() -> given(environment.get(variable), "environment variable " + variable));
    }

    /** Without the environment: in Kubernetes a service named signalbox fills it with variables like SIGNALBOX_SERVICE_HOST. */
    @Override
    public Set<String> keys() {
        return properties.stringPropertyNames();
    }

    private static Optional<Given> given(@Nullable String value, String from) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Given(value, from));
    }
}
