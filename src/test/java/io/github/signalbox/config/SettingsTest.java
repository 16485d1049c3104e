package io.github.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void hasTheDefaultsOfTheTable() {
        assertThat(Settings.defaults())
                .isEqualTo(new Settings(
                        "127.0.0.1",
                        8080,
                        1000,
                        0,
                        List.of(),
                        65_536,
                        64,
                        1_048_576,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        256,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signalbox.host                        | ::1                       | host=::1,
            signalbox.host                        | chat.example.com          | host=chat.example.com,
            signalbox.port                        | 0                         | port=0,
            signalbox.port                        | ' 65535 '                 | port=65535,
            signalbox.max-connections             | 1                         | maxConnections=1,
            signalbox.max-connections             | 1000000                   | maxConnections=1000000,
            signalbox.max-connections-per-address | 3                         | maxConnectionsPerAddress=3,
            signalbox.max-connections-per-address | 0                         | maxConnectionsPerAddress=0,
            signalbox.allowed-origins             | https://a.com , http://b  | allowedOrigins=[https://a.com, http://b],
            signalbox.allowed-origins             | https://a.com,            | allowedOrigins=[https://a.com, ],
            signalbox.max-message-size            | 1073741824                | maxMessageSize=1073741824,
            signalbox.max-pending                 | 1                         | maxPending=1,
            signalbox.max-outbound                | 100                       | maxOutbound=100,
            signalbox.handler-timeout             | P365D                     | handlerTimeout=PT8760H,
            signalbox.ping-interval               | PT0.001S                  | pingInterval=PT0.001S,
            signalbox.ping-timeout                | pt1m30s                   | pingTimeout=PT1M30S,
            signalbox.shutdown-timeout            | PT1H                      | shutdownTimeout=PT1H,
            signalbox.handler-threads             | 16                        | handlerThreads=16,
            signalbox.executor                    | java:comp/DefaultManagedExecutorService | executor=Optional[java:comp/DefaultManagedExecutorService],
            signalbox.asyncapi                    | true                      | asyncapi=Optional[true],
            signalbox.asyncapi                    | false                     | asyncapi=Optional[false],
            """)
    void readsWhatIsAllowed(String key, String value, String expected) {
        assertThat(Settings.from(property(key, value)).toString()).contains(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signalbox.host                        | http://chat.example.com
            signalbox.host                        | localhost:8080
            signalbox.host                        | a b
            signalbox.port                        | -1
            signalbox.port                        | 65536
            signalbox.port                        | http
            signalbox.max-connections             | 0
            signalbox.max-connections             | 12x
            signalbox.max-connections             | +5
            signalbox.max-connections             | 1000001
            signalbox.max-connections             | ١٢
            signalbox.max-connections             | 9999999999
            signalbox.max-connections             | 99999999999999999999
            signalbox.max-connections-per-address | -1
            signalbox.max-connections-per-address | none
            signalbox.max-message-size            | 64
            signalbox.max-message-size            | 64k
            signalbox.max-message-size            | 1073741825
            signalbox.max-pending                 | 0
            signalbox.max-outbound                | 1MB
            signalbox.handler-timeout             | PT0S
            signalbox.handler-timeout             | P366D
            signalbox.handler-timeout             | P1Y
            signalbox.ping-interval               | 0
            signalbox.ping-interval               | PT-5S
            signalbox.ping-timeout                | PT0.0001S
            signalbox.shutdown-timeout            | PT99999999999999999999S
            signalbox.handler-threads             | 0
            signalbox.executor                    | two words
            signalbox.asyncapi                    | yes
            signalbox.asyncapi                    | TRUE
            """)
    void refusesWhatIsNotAllowed(String key, String value) {
        assertThatThrownBy(() -> Settings.from(property(key, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("SBX0001: " + key + " is '" + value + "' (from system property): write ")
                .hasMessageContaining("or leave it out for the default, ");
    }

    @Test
    void namesKeyValueSourceRemedyAndDefault() {
        assertThatThrownBy(() -> Settings.from(property("signalbox.max-connections", "12x")))
                .hasMessage("SBX0001: signalbox.max-connections is '12x' (from system property): "
                        + "write a whole number from 1 to 1000000, or leave it out for the default, 1000");
    }

    @ParameterizedTest
    @CsvSource({
        "10s,     10s is PT10S",
        "500ms,   500ms is PT0.5S",
        "2m,      2m is PT2M",
        "1 h,     1 h is PT1H",
        "3d,      3d is PT72H",
        "30,      30 seconds are PT30S"
    })
    void helpsWhoeverWritesADurationInAnotherWay(String value, String hint) {
        assertThatThrownBy(() -> Settings.from(property("signalbox.handler-timeout", value)))
                .hasMessageContaining("(" + hint + ")");
    }

    @Test
    void keepsALineBreakInAValueOutOfTheMessage() {
        assertThatThrownBy(() -> Settings.from(property("signalbox.port", "1\nsignalbox.port is fine")))
                .hasMessageContaining("'1\\u000asignalbox.port is fine'");
    }

    @Test
    void refusesWhatAProgramGetsWrong() {
        SettingsBuilder builder = Settings.defaults().toBuilder().pingTimeout(Duration.ZERO);

        assertThatThrownBy(builder::build)
                .hasMessageStartingWith(
                        "SBX0001: signalbox.ping-timeout is 'PT0S' (from the program): write a duration");
    }

    @Test
    void letsAProgramsValuesWinAndKeepsTheOthers() {
        Settings configured = Settings.from(property("signalbox.port", "9000"));

        assertThat(configured.toBuilder().maxPending(2).build())
                .isEqualTo(configured.toBuilder()
                        .maxPending(3)
                        .maxPending(2)
                        .port(9000)
                        .build());
        assertThat(configured.toBuilder().port(0).build().port()).isZero();
    }

    @Test
    void setsEachValueThroughTheBuilder() {
        Settings settings = new Settings(
                "localhost",
                1,
                2,
                3,
                List.of("*"),
                104,
                5,
                106,
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                Duration.ofSeconds(10),
                11,
                Optional.of("java:comp/x"),
                Optional.of(true),
                Optional.of("cert.pem"),
                Optional.of("key.pem"));

        assertThat(Settings.defaults().toBuilder()
                        .host("localhost")
                        .port(1)
                        .maxConnections(2)
                        .maxConnectionsPerAddress(3)
                        .allowedOrigins(List.of("*"))
                        .maxMessageSize(104)
                        .maxPending(5)
                        .maxOutbound(106)
                        .handlerTimeout(Duration.ofSeconds(7))
                        .pingInterval(Duration.ofSeconds(8))
                        .pingTimeout(Duration.ofSeconds(9))
                        .shutdownTimeout(Duration.ofSeconds(10))
                        .handlerThreads(11)
                        .executor("java:comp/x")
                        .asyncapi(true)
                        .tls("cert.pem", "key.pem")
                        .build())
                .isEqualTo(settings)
                .isEqualTo(settings.toBuilder().build());
    }

    @ParameterizedTest
    @CsvSource({"signalbox.tls.certificate, signalbox.tls.key", "signalbox.tls.key, signalbox.tls.certificate"})
    void refusesOneHalfOfAnIdentity(String given, String missing) {
        assertThatThrownBy(() -> Settings.from(property(given, "/etc/tls.pem")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("SBX0001: " + given + " is /etc/tls.pem and " + missing
                        + " is not set: set both for TLS, or neither for none");
    }

    @Test
    void namesTheSettingThatAMisspeltKeyIsMostLike() {
        SettingsSource source = new SystemSource(
                properties(Map.of(
                        "signalbox.maxConnections", "5",
                        "signalbox.handler-timout", "PT1S",
                        "signalbox.port", "1",
                        "other.port", "1")),
                Map.of("SIGNALBOX_SERVICE_HOST", "10.0.0.1"));

        assertThat(source.warnings())
                .containsExactly(
                        "'signalbox.handler-timout' is no setting of Signalbox and has no effect; "
                                + "the one spelt most like it is signalbox.handler-timeout",
                        "'signalbox.maxConnections' is no setting of Signalbox and has no effect; "
                                + "the one spelt most like it is signalbox.max-connections");
    }

    @Test
    void hasAKeyOfItsOwnForEverySetting() {
        Set<String> keys = Set.copyOf(Setting.ALL.stream().map(Setting::key).toList());

        assertThat(keys).hasSize(Settings.class.getRecordComponents().length);
    }

    private static SettingsSource property(String key, String value) {
        return new SystemSource(properties(Map.of(key, value)), Map.of());
    }

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
