package io.github.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SystemSourceTest {

    private final Properties properties = new Properties();

    @Test
    void readsAVariableOfTheEnvironment() {
        assertThat(read(Map.of("SIGNALBOX_MAX_CONNECTIONS_PER_ADDRESS", "7")).maxConnectionsPerAddress())
                .isEqualTo(7);
    }

    @Test
    void prefersTheSystemProperty() {
        properties.setProperty("signalbox.port", "1");

        assertThat(read(Map.of("SIGNALBOX_PORT", "2")).port()).isEqualTo(1);
    }

    @Test
    void takesABlankValueForNone() {
        properties.setProperty("signalbox.port", " ");

        assertThat(read(Map.of("SIGNALBOX_PORT", "2")).port()).isEqualTo(2);
        assertThat(read(Map.of("SIGNALBOX_PORT", "")).port()).isEqualTo(8080);
    }

    @Test
    void namesTheVariableThatHoldsABadValue() {
        assertThatThrownBy(() -> read(Map.of("SIGNALBOX_PORT", "tcp://10.0.0.1:80")))
                .hasMessageStartingWith(
                        "SBX0001: signalbox.port is 'tcp://10.0.0.1:80' (from environment variable SIGNALBOX_PORT): write");
    }

    private Settings read(Map<String, String> environment) {
        return Settings.from(new SystemSource(properties, environment));
    }
}
