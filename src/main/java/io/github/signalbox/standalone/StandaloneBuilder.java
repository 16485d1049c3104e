package io.github.signalbox.standalone;

import io.github.signalbox.RouteHandler;
import io.github.signalbox.RouteRegistry;
import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;
import io.github.signalbox.config.Setting;
import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsBuilder;
import io.github.signalbox.config.SettingsSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what is set by hand; all the rest comes from configuration when the server starts. */
final class StandaloneBuilder implements SignalboxServer.Builder {

    /**
     * Where the classes are that Tyrus, Grizzly, Weld SE, Yasson and Parsson bring, with the slashes of the JVM's messages. What
     * else is missing the application has to explain.
     */
    private static final List<String> LIBRARIES = List.of(
            "org/glassfish/",
            "org/jboss/",
            "org/eclipse/yasson/",
            "org/eclipse/parsson/",
            "jakarta/annotation/",
            "jakarta/el/",
            "jakarta/enterprise/",
            "jakarta/inject/",
            "jakarta/interceptor/",
            "jakarta/json/",
            "jakarta/websocket/");

    /** By key: what is set here is not asked for elsewhere, where it might be wrong. */
    private final Map<String, Consumer<SettingsBuilder>> settings = new HashMap<>();

    private final List<Consumer<RouteRegistry>> routes = new ArrayList<>();
    private @Nullable Logger logger;

    @Override
    public SignalboxServer.Builder host(String host) {
        return set(Setting.HOST, builder -> builder.host(host));
    }

    @Override
    public SignalboxServer.Builder port(int port) {
        return set(Setting.PORT, builder -> builder.port(port));
    }

    @Override
    public SignalboxServer.Builder maxConnections(int maxConnections) {
        return set(Setting.MAX_CONNECTIONS, builder -> builder.maxConnections(maxConnections));
    }

    @Override
    public SignalboxServer.Builder maxConnectionsPerAddress(int maxConnectionsPerAddress) {
        return set(
                Setting.MAX_CONNECTIONS_PER_ADDRESS,
                builder -> builder.maxConnectionsPerAddress(maxConnectionsPerAddress));
    }

    @Override
    public SignalboxServer.Builder allowedOrigins(String... origins) {
        List<String> allowed = List.of(origins);
        return set(Setting.ALLOWED_ORIGINS, builder -> builder.allowedOrigins(allowed));
    }

    @Override
    public SignalboxServer.Builder maxMessageSize(int bytes) {
        return set(Setting.MAX_MESSAGE_SIZE, builder -> builder.maxMessageSize(bytes));
    }

    @Override
    public SignalboxServer.Builder maxPending(int requests) {
        return set(Setting.MAX_PENDING, builder -> builder.maxPending(requests));
    }

    @Override
    public SignalboxServer.Builder maxOutbound(int bytes) {
        return set(Setting.MAX_OUTBOUND, builder -> builder.maxOutbound(bytes));
    }

    @Override
    public SignalboxServer.Builder handlerTimeout(Duration timeout) {
        return set(Setting.HANDLER_TIMEOUT, builder -> builder.handlerTimeout(timeout));
    }

    @Override
    public SignalboxServer.Builder pingInterval(Duration interval) {
        return set(Setting.PING_INTERVAL, builder -> builder.pingInterval(interval));
    }

    @Override
    public SignalboxServer.Builder pingTimeout(Duration timeout) {
        return set(Setting.PING_TIMEOUT, builder -> builder.pingTimeout(timeout));
    }

    @Override
    public SignalboxServer.Builder shutdownTimeout(Duration timeout) {
        return set(Setting.SHUTDOWN_TIMEOUT, builder -> builder.shutdownTimeout(timeout));
    }

    @Override
    public SignalboxServer.Builder handlerThreads(int threads) {
        return set(Setting.HANDLER_THREADS, builder -> builder.handlerThreads(threads));
    }

    @Override
    public SignalboxServer.Builder asyncapi(boolean served) {
        return set(Setting.ASYNCAPI, builder -> builder.asyncapi(served));
    }

    @Override
    public SignalboxServer.Builder tls(Path certificate, Path key) {
        Consumer<SettingsBuilder> both = builder -> builder.tls(certificate.toString(), key.toString());
        set(Setting.TLS_KEY, both);
        return set(Setting.TLS_CERTIFICATE, both);
    }

    @Override
    public SignalboxServer.Builder logger(Logger logger) {
        this.logger = logger;
        return this;
    }

    @Override
    public <P> SignalboxServer.Builder register(String route, Class<P> paramsType, RouteHandler<? super P, ?> handler) {
        routes.add(registry -> registry.register(route, paramsType, handler));
        return this;
    }

    @Override
    public SignalboxServer start() {
        Logger log = logger == null ? System.getLogger("io.github.signalbox") : logger;
        try {
            return StandaloneServer.start(
                    configured(log), log, registry -> routes.forEach(add -> add.accept(registry)));
        } catch (NoClassDefFoundError e) {
            if (!isOfALibrary(String.valueOf(e.getMessage()))) {
                throw e;
            }
            throw new ServerStartException(
                    "SBX0203",
                    "The class " + e.getMessage() + " is missing: the standalone server needs Tyrus, Grizzly, Weld SE,"
                            + " Yasson and Parsson among the application's dependencies; the README has the lines",
                    e);
        }
    }

    private static boolean isOfALibrary(String missing) {
        return LIBRARIES.stream().anyMatch(missing::startsWith);
    }

    private Settings configured(Logger log) {
        SettingsSource source = SettingsSource.ofThisProcess();
        source.warnings().forEach(warning -> log.log(Level.WARNING, warning));
        SettingsBuilder builder = Settings.from(source.without(settings.keySet())).toBuilder();
        settings.values().forEach(setting -> setting.accept(builder));
        return builder.build();
    }

    private SignalboxServer.Builder set(Setting<?> key, Consumer<SettingsBuilder> setting) {
        settings.put(key.key(), setting);
        return this;
    }
}
