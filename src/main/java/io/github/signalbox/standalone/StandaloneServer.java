package io.github.signalbox.standalone;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.Connections;
import io.github.signalbox.RouteRegistry;
import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;
import io.github.signalbox.asyncapi.AsyncApi;
import io.github.signalbox.config.Settings;
import io.github.signalbox.endpoint.SignalboxEndpoint;
import io.github.signalbox.session.Once;
import io.github.signalbox.session.ShutdownHook;
import io.github.signalbox.session.Switchboard;
import io.github.signalbox.standalone.socket.ListenException;
import io.github.signalbox.standalone.socket.MadePage;
import io.github.signalbox.standalone.socket.SocketLimits;
import io.github.signalbox.standalone.socket.WebSocketListener;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A running server: Weld's container, the switchboard in it, and the listener in front. */
final class StandaloneServer implements SignalboxServer {

    /** For sockets whose clients have seen their 1001 and are slow to go. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private static final String NO_ROUTES =
            "There is no route, so every request will be told that there is no handler. Beans are"
                    + " found only where META-INF/beans.xml is beside them on the class path, and only with a scope such as"
                    + " @ApplicationScoped on the class, or @Route on it; or register routes on the builder";

    private static final Logger OWN_LOGGER = System.getLogger(StandaloneServer.class.getName());

    private final CdiContainer container;
    private final Switchboard switchboard;
    private final WebSocketListener listener;
    private final Logger logger;
    /** A bean that closes the server while it is being destroyed would wait for itself. */
    private final Once end = new Once(this::end);

    private final ShutdownHook hook = new ShutdownHook(end::run);

    private StandaloneServer(
            CdiContainer container, Switchboard switchboard, WebSocketListener listener, Logger logger) {
        this.container = container;
        this.switchboard = switchboard;
        this.listener = listener;
        this.logger = logger;
    }

    /** Starts everything, or nothing. */
    static SignalboxServer start(Settings settings, Logger logger, Consumer<RouteRegistry> routes) {
        ClassLoader loader = applicationLoader();
        CdiContainer container = contain(loader, new GivenBeans(settings, logger));
        boolean started = false;
        try {
            Switchboard switchboard = container.weld().select(Switchboard.class).get();
            routes.accept(switchboard.routes());
            if (switchboard.routes().routes().isEmpty()) {
                tell(logger, Level.WARNING, NO_ROUTES);
            }
            WebSocketListener listener = listen(settings, loader, container);
            StandaloneServer server = new StandaloneServer(container, switchboard, listener, logger);
            server.hookIn();
            tell(
                    logger,
                    Level.INFO,
                    "Listening at " + (settings.tlsKey().isPresent() ? "wss://" : "ws://") + server.authority()
                            + SignalboxEndpoint.PATH);
            started = true;
            return server;
        } finally {
            if (!started) {
                container.close();
            }
        }
    }

    @Override
    public String host() {
        return switchboard.settings().host();
    }

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public RouteRegistry routes() {
        return switchboard.routes();
    }

    @Override
    public Connections connections() {
        return switchboard.connections();
    }

    @Override
    public void await() {
        end.await();
    }

    @Override
    public void close() {
        end.run();
    }

    /** The order matters: while clients are told goodbye, sockets and beans must still be there. */
    private void end() {
        try {
            switchboard.close();
        } finally {
            try {
                stopListening();
            } finally {
                container.close();
                hook.remove();
            }
        }
        tell(logger, Level.INFO, "Stopped");
    }

    private String authority() {
        return (host().indexOf(':') < 0 ? host() : "[" + host() + "]") + ":" + port();
    }

    /** What the application's logger does is its own affair, and no reason to leave a server half started or half stopped. */
    private static void tell(Logger logger, Level level, String line) {
        try {
            logger.log(level, line);
        } catch (RuntimeException | Error e) {
            OWN_LOGGER.log(Level.WARNING, "The application's logger failed at: " + line, e);
        }
    }

    private void stopListening() {
        try {
            listener.stop(LAST_WORDS);
        } catch (IOException e) {
            logger.log(Level.WARNING, "The sockets did not close cleanly", e);
        }
    }

    /** Weld wraps what stops a deployment; whoever starts a server is told by us, in our words. */
    private static CdiContainer contain(ClassLoader loader, Extension given) {
        try {
            return CdiContainer.start(loader, List.of(given));
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConfigurationException problem) {
                    throw problem;
                }
            }
            throw e;
        }
    }

    private static Map<String, MadePage> pages(CdiContainer container) {
        AsyncApi described = container.weld().select(AsyncApi.class).get();
        return described == null
                ? Map.of()
                : Map.of(
                        AsyncApi.PATH,
                        (method, ifNoneMatch) -> described.answer(method, ifNoneMatch, AsyncApi.UNTITLED));
    }

    private static WebSocketListener listen(Settings settings, ClassLoader loader, CdiContainer container) {
        WebSocketListener listener = new WebSocketListener(
                settings.host(),
                settings.port(),
                SignalboxEndpoint.class,
                loader,
                new SwitchboardGate(container.weld().select(Switchboard.class).get()),
                SocketLimits.of(settings.maxMessageSize(), settings.pingTimeout()),
                pages(container),
                tls(settings));
        try {
            listener.start();
            return listener;
        } catch (ListenException e) {
            throw new ServerStartException("SBX0201", String.valueOf(e.getMessage()), e);
        } catch (IOException | DeploymentException e) {
            throw new ServerStartException("SBX0202", "The server could not start: " + e.getMessage(), e);
        }
    }

    private static @Nullable SSLContext tls(Settings settings) {
        return settings.tlsCertificate()
                .map(certificate ->
                        PemIdentity.read(certificate, settings.tlsKey().orElseThrow()))
                .orElse(null);
    }

    /** Where the application's beans and pages are. */
    private static ClassLoader applicationLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? StandaloneServer.class.getClassLoader() : context;
    }

    private void hookIn() {
        try {
            hook.add();
        } catch (IllegalStateException e) {
            // The JVM is on its way down already: nobody would close what is open by now.
            close();
            throw new ServerStartException("SBX0202", "The server could not start: " + e.getMessage(), e);
        }
    }
}
