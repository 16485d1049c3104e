package io.github.signalbox.config;

import io.github.signalbox.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Changes some settings and leaves the others. Start it with {@link Settings#toBuilder}; {@link #build} checks the values.
 *
 * <p>Not thread-safe.
 */
public final class SettingsBuilder {

    private String host;
    private int port;
    private int maxConnections;
    private int maxConnectionsPerAddress;
    private List<String> allowedOrigins;
    private int maxMessageSize;
    private int maxPending;
    private int maxOutbound;
    private Duration handlerTimeout;
    private Duration pingInterval;
    private Duration pingTimeout;
    private Duration shutdownTimeout;
    private int handlerThreads;
    private Optional<String> executor;
    private Optional<Boolean> asyncapi;
    private Optional<String> tlsCertificate;
    private Optional<String> tlsKey;

    SettingsBuilder(SettingsSource source) {
        host = Setting.HOST.read(source);
        port = Setting.PORT.read(source);
        maxConnections = Setting.MAX_CONNECTIONS.read(source);
        maxConnectionsPerAddress = Setting.MAX_CONNECTIONS_PER_ADDRESS.read(source);
        allowedOrigins = Setting.ALLOWED_ORIGINS.read(source);
        maxMessageSize = Setting.MAX_MESSAGE_SIZE.read(source);
        maxPending = Setting.MAX_PENDING.read(source);
        maxOutbound = Setting.MAX_OUTBOUND.read(source);
        handlerTimeout = Setting.HANDLER_TIMEOUT.read(source);
        pingInterval = Setting.PING_INTERVAL.read(source);
        pingTimeout = Setting.PING_TIMEOUT.read(source);
        shutdownTimeout = Setting.SHUTDOWN_TIMEOUT.read(source);
        handlerThreads = Setting.HANDLER_THREADS.read(source);
        executor = Setting.EXECUTOR.read(source);
        asyncapi = Setting.ASYNCAPI.read(source);
        tlsCertificate = Setting.TLS_CERTIFICATE.read(source);
        tlsKey = Setting.TLS_KEY.read(source);
    }

    SettingsBuilder(Settings settings) {
        host = settings.host();
        port = settings.port();
        maxConnections = settings.maxConnections();
        maxConnectionsPerAddress = settings.maxConnectionsPerAddress();
        allowedOrigins = settings.allowedOrigins();
        maxMessageSize = settings.maxMessageSize();
        maxPending = settings.maxPending();
        maxOutbound = settings.maxOutbound();
        handlerTimeout = settings.handlerTimeout();
        pingInterval = settings.pingInterval();
        pingTimeout = settings.pingTimeout();
        shutdownTimeout = settings.shutdownTimeout();
        handlerThreads = settings.handlerThreads();
        executor = settings.executor();
        asyncapi = settings.asyncapi();
        tlsCertificate = settings.tlsCertificate();
        tlsKey = settings.tlsKey();
    }

    /**
     * Sets {@link Settings#host}.
     *
     * @param value the name or address to listen on; standalone only
     * @return this
     */
    public SettingsBuilder host(String value) {
        host = value;
        return this;
    }

    /**
     * Sets {@link Settings#port}.
     *
     * @param value the port to listen on, 0 for any free one; standalone only
     * @return this
     */
    public SettingsBuilder port(int value) {
        port = value;
        return this;
    }

    /**
     * Sets {@link Settings#maxConnections}.
     *
     * @param value how many clients may be connected at once
     * @return this
     */
    public SettingsBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /**
     * Sets {@link Settings#maxConnectionsPerAddress}.
     *
     * @param value how many of them from one address; 0 for no limit
     * @return this
     */
    public SettingsBuilder maxConnectionsPerAddress(int value) {
        maxConnectionsPerAddress = value;
        return this;
    }

    /**
     * Sets {@link Settings#allowedOrigins}.
     *
     * @param value the rules for pages of other sites; none means the request's own host
     * @return this
     */
    public SettingsBuilder allowedOrigins(List<String> value) {
        allowedOrigins = List.copyOf(value);
        return this;
    }

    /**
     * Sets {@link Settings#maxMessageSize}.
     *
     * @param value the largest message that is accepted, in bytes
     * @return this
     */
    public SettingsBuilder maxMessageSize(int value) {
        maxMessageSize = value;
        return this;
    }

    /**
     * Sets {@link Settings#maxPending}.
     *
     * @param value how many requests of one connection are read ahead of their handlers
     * @return this
     */
    public SettingsBuilder maxPending(int value) {
        maxPending = value;
        return this;
    }

    /**
     * Sets {@link Settings#maxOutbound}.
     *
     * @param value how much may be queued for one slow client, in bytes
     * @return this
     */
    public SettingsBuilder maxOutbound(int value) {
        maxOutbound = value;
        return this;
    }

    /**
     * Sets {@link Settings#handlerTimeout}.
     *
     * @param value how long a handler may take to answer
     * @return this
     */
    public SettingsBuilder handlerTimeout(Duration value) {
        handlerTimeout = value;
        return this;
    }

    /**
     * Sets {@link Settings#pingInterval}.
     *
     * @param value how long a connection may be silent before it is pinged
     * @return this
     */
    public SettingsBuilder pingInterval(Duration value) {
        pingInterval = value;
        return this;
    }

    /**
     * Sets {@link Settings#pingTimeout}.
     *
     * @param value how long a client may take to answer a ping
     * @return this
     */
    public SettingsBuilder pingTimeout(Duration value) {
        pingTimeout = value;
        return this;
    }

    /**
     * Sets {@link Settings#shutdownTimeout}.
     *
     * @param value how long a stop waits for handlers in flight
     * @return this
     */
    public SettingsBuilder shutdownTimeout(Duration value) {
        shutdownTimeout = value;
        return this;
    }

    /**
     * Sets {@link Settings#handlerThreads}.
     *
     * @param value how many handlers run at once where there are no virtual threads, that is before JDK 21
     * @return this
     */
    public SettingsBuilder handlerThreads(int value) {
        handlerThreads = value;
        return this;
    }

    /**
     * Runs the handlers on an executor of the server instead of Signalbox's own threads.
     *
     * @param jndiName the name that a ManagedExecutorService is bound to
     * @return this
     */
    public SettingsBuilder executor(String jndiName) {
        executor = Optional.of(jndiName);
        return this;
    }

    /**
     * Sets {@link Settings#asyncapi}.
     *
     * @param served whether the AsyncAPI document is served
     * @return this
     */
    public SettingsBuilder asyncapi(boolean served) {
        asyncapi = Optional.of(served);
        return this;
    }

    /**
     * Sets {@link Settings#tlsCertificate} and {@link Settings#tlsKey}.
     *
     * @param certificate the PEM file of the certificate; standalone only
     * @param key the PEM file of its private key
     * @return this
     */
    public SettingsBuilder tls(String certificate, String key) {
        tlsCertificate = Optional.of(certificate);
        tlsKey = Optional.of(key);
        return this;
    }

    /**
     * The settings as they are now.
     *
     * @return new settings
     * @throws ConfigurationException if a value is not allowed; it names key, value and remedy
     */
    public Settings build() {
        return new Settings(
                host,
                port,
                maxConnections,
                maxConnectionsPerAddress,
                allowedOrigins,
                maxMessageSize,
                maxPending,
                maxOutbound,
                handlerTimeout,
                pingInterval,
                pingTimeout,
                shutdownTimeout,
                handlerThreads,
                executor,
                asyncapi,
                tlsCertificate,
                tlsKey);
    }
}
