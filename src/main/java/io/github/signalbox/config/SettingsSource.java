package io.github.signalbox.config;

import io.github.signalbox.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where settings are read from.
 */
@FunctionalInterface
public interface SettingsSource {

    /**
     * A value as somebody wrote it.
     *
     * @param value the text; a blank one counts as not given
     * @param from where it stands, for messages: {@code system property}
     */
    record Given(String value, String from) {}

    /**
     * Looks a key up.
     *
     * @param key for example {@code signalbox.port}
     * @return empty if nobody gave that key a value
     * @throws ConfigurationException if there is a value that cannot be read
     */
    Optional<Given> find(String key);

    /**
     * The keys that have a value, as far as this source can list them. They serve to find misspelt ones.
     *
     * @return keys, also those of others
     */
    default Set<String> keys() {
        return Set.of();
    }

    /**
     * One line for each key that begins with {@code signalbox.} and is no setting, naming the setting that is spelt most like
     * it. They are for the caller to log: such a key may belong to somebody else, so it does not stop the deployment.
     *
     * @return empty if there is no such key
     */
    default List<String> warnings() {
        return Misspelt.warnings(keys());
    }

    /**
     * The same without some keys, which count as not given: a value that nobody uses cannot be wrong.
     *
     * @param unused keys such as {@code signalbox.port}
     * @return a view of this source
     */
    default SettingsSource without(Set<String> unused) {
        return key -> unused.contains(key) ? Optional.empty() : find(key);
    }

    /**
     * What this process is configured with: MicroProfile Config, by its own rules of precedence, where its API and an
     * implementation are present; otherwise system properties, then environment variables.
     *
     * @return a source that reads anew at every call
     */
    static SettingsSource ofThisProcess() {
        try {
            return MicroProfileSource.ofThisApplication();
        } catch (IllegalStateException | LinkageError absent) {
            // Open Liberty without mpConfig, TomEE and a plain JVM have no API, and an API may lack an implementation.
            return SystemSource.ofThisProcess();
        }
    }
}
