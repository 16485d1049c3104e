package io.github.signalbox.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * MicroProfile Config, whose sources have an order of their own; system properties and the environment are among them.
 *
 * <p>No other class may name a type of that API: many servers lack it, and this class then fails to link.
 *
 * @param config of the application
 * @param environment the variables of this process
 */
record MicroProfileSource(Config config, Map<String, String> environment) implements SettingsSource {

    /** Declared to return the interface, so that callers link without this class' own dependencies. */
    static SettingsSource ofThisApplication() {
        return new MicroProfileSource(ConfigProvider.getConfig(), System.getenv());
    }

    @Override
    public Optional<Given> find(String key) {
        ConfigValue found = config.getConfigValue(key);
        // A value whose ${expression} cannot be resolved counts as none there. Raw, it is refused with a message
        // instead.
        String value = found.getValue() == null ? found.getRawValue() : found.getValue();
        return value == null
                ? Optional.empty()
                : Optional.of(new Given(value, "MicroProfile Config source " + found.getSourceName()));
    }

    /** Without keys that an implementation made up from a variable: SIGNALBOX_MAX_PENDING as signalbox.max.pending. */
    @Override
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            if (!environment.containsKey(SystemSource.variable(key))) {
                keys.add(key);
            }
        }
        return keys;
    }
}
