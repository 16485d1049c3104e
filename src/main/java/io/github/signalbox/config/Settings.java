package io.github.signalbox.config;

import io.github.signalbox.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings, each within its limits. {@link Setting} has their keys and defaults.
 *
 * <p>Immutable. An origin rule is kept as it was written; whether it makes sense is decided where it is used.
 *
 * @param host the name or address to listen on; standalone only
 * @param port the port to listen on, 0 for any free one; standalone only
 * @param maxConnections how many clients may be connected at once
 * @param maxConnectionsPerAddress how many of them from one address; 0 for no limit
 * @param allowedOrigins the rules for pages of other sites; none means the request's own host
 * @param maxMessageSize the largest message that is accepted, in bytes
 * @param maxPending how many requests of one connection are read ahead of their handlers
 * @param maxOutbound how much may be queued for one slow client, in bytes
 * @param handlerTimeout how long a handler may take to answer
 * @param pingInterval how long a connection may be silent before it is pinged
 * @param pingTimeout how long a client may take to answer a ping
 * @param shutdownTimeout how long a stop waits for handlers in flight
 * @param handlerThreads how many handlers run at once where there are no virtual threads, that is before JDK 21
 * @param executor the JNDI name of a ManagedExecutorService that runs the handlers; none for Signalbox's own threads
 * @param asyncapi whether the AsyncAPI document is served; none for the default, which depends on where the application runs
 * @param tlsCertificate the PEM file of the server's certificate; none for no TLS; standalone only
 * @param tlsKey the PEM file of its private key; none for no TLS; standalone only
 */
public record Settings(
        String host,
        int port,
        int maxConnections,
        int maxConnectionsPerAddress,
        List<String> allowedOrigins,
        int maxMessageSize,
        int maxPending,
        int maxOutbound,
        Duration handlerTimeout,
        Duration pingInterval,
        Duration pingTimeout,
        Duration shutdownTimeout,
        int handlerThreads,
        Optional<String> executor,
        Optional<Boolean> asyncapi,
        Optional<String> tlsCertificate,
        Optional<String> tlsKey) {

    /**
     * Checks every value.
     *
     * @param host a name or an address, without a port
     * @param port 0 to 65535
     * @param maxConnections 1 to 1000000
     * @param maxConnectionsPerAddress 0 to 1000000
     * @param allowedOrigins any texts
     * @param maxMessageSize 100 to 2^30
     * @param maxPending 1 to 1000000
     * @param maxOutbound 100 to 2^30
     * @param handlerTimeout a millisecond to a year
     * @param pingInterval a millisecond to a year
     * @param pingTimeout a millisecond to a year
     * @param shutdownTimeout a millisecond to a year
     * @param handlerThreads 1 to 100000
     * @param executor without white space
     * @param asyncapi any
     * @param tlsCertificate a path; given if and only if the key is
     * @param tlsKey a path
     * @throws ConfigurationException if a value is not allowed; it names key, value and remedy
     */
    public Settings {
        Setting.HOST.check(host);
        Setting.PORT.check(port);
        Setting.MAX_CONNECTIONS.check(maxConnections);
        Setting.MAX_CONNECTIONS_PER_ADDRESS.check(maxConnectionsPerAddress);
        allowedOrigins = List.copyOf(Setting.ALLOWED_ORIGINS.check(allowedOrigins));
        Setting.MAX_MESSAGE_SIZE.check(maxMessageSize);
        Setting.MAX_PENDING.check(maxPending);
        Setting.MAX_OUTBOUND.check(maxOutbound);
        Setting.HANDLER_TIMEOUT.check(handlerTimeout);
        Setting.PING_INTERVAL.check(pingInterval);
        Setting.PING_TIMEOUT.check(pingTimeout);
        Setting.SHUTDOWN_TIMEOUT.check(shutdownTimeout);
        Setting.HANDLER_THREADS.check(handlerThreads);
        Setting.EXECUTOR.check(executor);
        Setting.ASYNCAPI.check(asyncapi);
        Setting.TLS_CERTIFICATE.check(tlsCertificate);
        Setting.TLS_KEY.check(tlsKey);
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            String given = (tlsKey.isPresent() ? Setting.TLS_KEY : Setting.TLS_CERTIFICATE).key();
            String missing = (tlsKey.isPresent() ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY).key();
            throw new ConfigurationException(
                    "SBX0001",
                    given + " is " + tlsCertificate.or(() -> tlsKey).orElse("") + " and " + missing
                            + " is not set: set both for TLS, or neither for none");
        }
    }

    /**
     * What a source gives.
     *
     * @param source where to read
     * @return the defaults where it gives nothing
     * @throws ConfigurationException if a value is not allowed; it names key, value, origin and remedy
     */
    public static Settings from(SettingsSource source) {
        return new SettingsBuilder(source).build();
    }

    /**
     * Every setting at its default.
     *
     * @return what applies where nothing is configured
     */
    public static Settings defaults() {
        return from(key -> Optional.empty());
    }

    /**
     * A builder that starts from these settings, so that a program's explicit values win over configured ones.
     *
     * @return a new builder
     */
    public SettingsBuilder toBuilder() {
        return new SettingsBuilder(this);
    }
}
