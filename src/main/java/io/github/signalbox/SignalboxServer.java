package io.github.signalbox;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;

/**
 * Signalbox without an application server: Tyrus on Grizzly, with Weld SE for the beans. Thread-safe.
 *
 * <p>It listens at {@code ws://host:port/ws}, finds the {@code @Route} beans on the class path, and serves what lies in
 * {@code META-INF/resources} on the class path at {@code http://host:port/}. The application adds Tyrus, Grizzly, Weld SE, Yasson
 * and Parsson to its dependencies; the README has the lines.
 *
 * <pre>{@code
 * try (SignalboxServer server = SignalboxServer.builder().port(8080).start()) {
 *     server.await();
 * }
 * }</pre>
 */
public interface SignalboxServer extends AutoCloseable {

    /**
     * Describes a server that is to be started.
     *
     * @return every setting as configured: MicroProfile Config if the class path has an implementation, else system properties and
     *     environment, or the default
     */
    static Builder builder() {
        return ServiceLoader.load(Launcher.class, SignalboxServer.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The jar of Signalbox is incomplete: no launcher in it"))
                .builder();
    }

    /**
     * Where it listens.
     *
     * @return the host as it was configured
     */
    String host();

    /**
     * Where it listens.
     *
     * @return the port; the one that was found if 0 was asked for
     */
    int port();

    /**
     * The routes, to be changed while the server runs.
     *
     * @return those of the beans and those registered by hand
     */
    RouteRegistry routes();

    /**
     * Who is connected.
     *
     * @return for looking up and counting
     */
    Connections connections();

    /** Waits until {@link #close}, SIGTERM or Ctrl-C, or until this thread is interrupted, which it still is afterwards. */
    void await();

    /**
     * Stops: new handshakes get 503, no new request is read, handlers in flight get {@code signalbox.shutdown-timeout} and their
     * answers are sent, every client sees 1001, the port is free. Returns when all that is done; only the first call does it.
     */
    @Override
    void close();

    /** A server that is to be started. What is set here wins over configuration, which is not even read for it. Not thread-safe. */
    interface Builder {

        /**
         * The address to listen on.
         *
         * @param host a name or an IP address of this machine; {@code 0.0.0.0} for all of them; default {@code 127.0.0.1}
         * @return this
         */
        Builder host(String host);

        /**
         * The port to listen on.
         *
         * @param port 0 for any free one; default 8080
         * @return this
         */
        Builder port(int port);

        /**
         * How many clients may be connected; the next one gets 503.
         *
         * @param maxConnections 1 or more; default 1000
         * @return this
         */
        Builder maxConnections(int maxConnections);

        /**
         * How many clients may be connected from one address; the next one gets 429.
         *
         * @param maxConnectionsPerAddress 0 for no limit, the default
         * @return this
         */
        Builder maxConnectionsPerAddress(int maxConnectionsPerAddress);

        /**
         * Which web pages may connect; the others get 403. Clients that are not browsers send no origin and may always.
         *
         * @param origins {@code scheme://host[:port]}, {@code https://*.example.com}, or {@code *}: any site may connect, which
         *     is only for public data; default: the server's own origin
         * @return this
         */
        Builder allowedOrigins(String... origins);

        /**
         * The largest message that a client may send; a larger one closes its connection with 1009.
         *
         * @param bytes in UTF-8; default 65536
         * @return this
         */
        Builder maxMessageSize(int bytes);

        /**
         * How many requests of one connection are read ahead of their handlers; beyond it, reading stops.
         *
         * @param requests 1 or more; default 64
         * @return this
         */
        Builder maxPending(int requests);

        /**
         * How much is queued for a client that reads slowly; beyond it, it is closed with 1013.
         *
         * @param bytes in UTF-8; default 1048576
         * @return this
         */
        Builder maxOutbound(int bytes);

        /**
         * How long a handler may take; after it the caller is told 408.
         *
         * @param timeout positive; default 10 seconds
         * @return this
         */
        Builder handlerTimeout(Duration timeout);

        /**
         * How long a client may be silent before it is pinged.
         *
         * @param interval positive; default 25 seconds
         * @return this
         */
        Builder pingInterval(Duration interval);

        /**
         * How long a client may take to answer a ping before it is closed with 1013, or a closing handshake before it is dropped.
         *
         * @param timeout positive; default 20 seconds
         * @return this
         */
        Builder pingTimeout(Duration timeout);

        /**
         * How long {@link SignalboxServer#close} waits for handlers in flight.
         *
         * @param timeout positive; default 5 seconds
         * @return this
         */
        Builder shutdownTimeout(Duration timeout);

        /**
         * How many handlers may run at once on a JDK without virtual threads, which came with 21.
         *
         * @param threads 1 or more; default 256
         * @return this
         */
        Builder handlerThreads(int threads);

        /**
         * Whether {@code http://host:port/asyncapi.json} describes the routes and events, which takes a library:
         * {@code com.github.victools:jsonschema-generator}.
         *
         * @param served default: true if the library is among the application's dependencies; with true set by hand, it must be
         * @return this
         */
        Builder asyncapi(boolean served);

        /**
         * Encrypts: clients connect to {@code wss://}, and nobody to {@code ws://}.
         *
         * @param certificate a PEM file with the server's certificate first, and then those that vouch for it; default: no TLS
         * @param key a PEM file with its private key, unencrypted PKCS #8 ({@code BEGIN PRIVATE KEY})
         * @return this
         */
        Builder tls(Path certificate, Path key);

        /**
         * Where to log.
         *
         * @param logger default: {@code System.getLogger("io.github.signalbox")}
         * @return this
         */
        Builder logger(Logger logger);

        /**
         * Adds a route by hand, as {@link RouteRegistry#register} does.
         *
         * @param route the route's name
         * @param paramsType what {@code Params} are bound to
         * @param handler answers the requests
         * @param <P> the type of the params
         * @return this
         */
        <P> Builder register(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler);

        /**
         * Starts the server. When this returns, clients can connect. It is closed on SIGTERM and Ctrl-C too.
         *
         * @return the running server
         * @throws ServerStartException if the port is taken, the host is not one of this machine, or a library is missing
         * @throws ConfigurationException if settings or routes are not allowed
         * @throws IllegalStateException if a route that was registered by hand is a bean's already
         */
        SignalboxServer start();
    }

    /** What makes servers. For the jar's own use. */
    interface Launcher {

        /**
         * Describes a server.
         *
         * @return nothing set yet
         */
        Builder builder();
    }
}
