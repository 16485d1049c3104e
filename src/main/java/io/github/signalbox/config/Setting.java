package io.github.signalbox.config;

import io.github.signalbox.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One setting: its key, its default and what it may be. The constants are the whole table.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

    /** {@code signalbox.host}: the name or address to listen on. Standalone only. */
    public static final Setting<String> HOST = new Setting<>("signalbox.host", new HostName(), "127.0.0.1");

    /** {@code signalbox.port}: the port to listen on, 0 for any free one. Standalone only. */
    public static final Setting<Integer> PORT = whole("signalbox.port", WholeNumber.between(0, 65_535), 8080);

    /** {@code signalbox.max-connections}: how many clients may be connected at once. */
    public static final Setting<Integer> MAX_CONNECTIONS =
            whole("signalbox.max-connections", WholeNumber.between(1, 1_000_000), 1000);

    /** {@code signalbox.max-connections-per-address}: how many of them from one address, 0 for no limit. */
    public static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS =
            whole("signalbox.max-connections-per-address", WholeNumber.upToOrUnlimited(1_000_000), 0);

    /** {@code signalbox.allowed-origins}: the sites whose pages may connect; none given means the server's own. */
    public static final Setting<List<String>> ALLOWED_ORIGINS =
            new Setting<>("signalbox.allowed-origins", new OriginList(), List.of());

    /** {@code signalbox.max-message-size}: the largest message that is accepted, in bytes. */
    public static final Setting<Integer> MAX_MESSAGE_SIZE =
            whole("signalbox.max-message-size", WholeNumber.ofBytes(100, 1 << 30), 65_536);

    /** {@code signalbox.max-pending}: how many requests of one connection are read ahead of their handlers. */
    public static final Setting<Integer> MAX_PENDING =
            whole("signalbox.max-pending", WholeNumber.between(1, 1_000_000), 64);

    /** {@code signalbox.max-outbound}: how much may be queued for one slow client, in bytes. */
    public static final Setting<Integer> MAX_OUTBOUND =
            whole("signalbox.max-outbound", WholeNumber.ofBytes(100, 1 << 30), 1 << 20);

    /** {@code signalbox.handler-timeout}: how long a handler may take to answer. */
    public static final Setting<Duration> HANDLER_TIMEOUT = span("signalbox.handler-timeout", 10);

    /** {@code signalbox.ping-interval}: how long a connection may be silent before it is pinged. */
    public static final Setting<Duration> PING_INTERVAL = span("signalbox.ping-interval", 25);

    /** {@code signalbox.ping-timeout}: how long a client may take to answer a ping. */
    public static final Setting<Duration> PING_TIMEOUT = span("signalbox.ping-timeout", 20);

    /** {@code signalbox.shutdown-timeout}: how long a stop waits for handlers in flight. */
    public static final Setting<Duration> SHUTDOWN_TIMEOUT = span("signalbox.shutdown-timeout", 5);

    /** {@code signalbox.handler-threads}: how many handlers run at once where there are no virtual threads (before JDK 21). */
    public static final Setting<Integer> HANDLER_THREADS =
            whole("signalbox.handler-threads", WholeNumber.between(1, 100_000), 256);

    /** {@code signalbox.executor}: the JNDI name of the executor that runs handlers instead of Signalbox's own threads. */
    public static final Setting<Optional<String>> EXECUTOR =
            new Setting<>("signalbox.executor", new JndiName(), Optional.empty());

    /** {@code signalbox.asyncapi}: whether the AsyncAPI document is served; none given leaves it to the kind of server. */
    public static final Setting<Optional<Boolean>> ASYNCAPI =
            new Setting<>("signalbox.asyncapi", new YesOrNo(), Optional.empty());

    /** {@code signalbox.tls.certificate}: the PEM file of the server's certificate and those that vouch for it. Standalone only. */
    public static final Setting<Optional<String>> TLS_CERTIFICATE =
            new Setting<>("signalbox.tls.certificate", new PemFile(), Optional.empty());

    /** {@code signalbox.tls.key}: the PEM file of the certificate's private key. Standalone only. */
    public static final Setting<Optional<String>> TLS_KEY =
            new Setting<>("signalbox.tls.key", new PemFile(), Optional.empty());

    /** The table, for whoever looks for a key. */
    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            MAX_CONNECTIONS,
            MAX_CONNECTIONS_PER_ADDRESS,
            ALLOWED_ORIGINS,
            MAX_MESSAGE_SIZE,
            MAX_PENDING,
            MAX_OUTBOUND,
            HANDLER_TIMEOUT,
            PING_INTERVAL,
            PING_TIMEOUT,
            SHUTDOWN_TIMEOUT,
            HANDLER_THREADS,
            EXECUTOR,
            ASYNCAPI,
            TLS_CERTIFICATE,
            TLS_KEY);

    private final String key;
    private final Kind<T> kind;
    private final T standard;

    private Setting(String key, Kind<T> kind, T standard) {
        this.key = key;
        this.kind = kind;
        this.standard = standard;
    }

    private static Setting<Integer> whole(String key, WholeNumber kind, int standard) {
        return new Setting<>(key, kind, standard);
    }

    private static Setting<Duration> span(String key, int standardSeconds) {
        return new Setting<>(key, new TimeSpan(), Duration.ofSeconds(standardSeconds));
    }

    /**
     * What to write in a configuration to set it; messages that tell the remedy name it.
     *
     * @return for example {@code signalbox.port}
     */
    public String key() {
        return key;
    }

    /** The value that the source gives, or the default if it gives none or a blank one. */
    T read(SettingsSource source) {
        Optional<SettingsSource.Given> given =
                source.find(key).filter(found -> !found.value().isBlank());
        if (given.isEmpty()) {
            return standard;
        }
        String text = given.get().value().strip();
        return kind.parse(text)
                .filter(kind::allows)
                .orElseThrow(() -> refusal(text, given.get().from()));
    }

    /** The value, if it is allowed; for values that come from a program. */
    T check(T value) {
        if (!kind.allows(value)) {
            throw refusal(kind.write(value), "the program");
        }
        return value;
    }

    private ConfigurationException refusal(String text, String from) {
        String hint = kind.hint(text);
        return new ConfigurationException(
                "SBX0001",
                key + " is " + Quoted.text(text) + " (from " + from + "): write " + kind.allowed()
                        + (hint.isEmpty() ? "" : " (" + hint + ")") + ", or leave it out for the default, "
                        + kind.write(standard));
    }
}
