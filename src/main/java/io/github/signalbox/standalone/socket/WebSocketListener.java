package io.github.signalbox.standalone.socket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.GrizzlyExecutorService;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * One Tyrus endpoint on one TCP address, with the pages of the class path beside it.
 *
 * <p>Tyrus' own {@code Server} listens on all addresses whatever host it is given, and before its endpoints are deployed; its
 * Grizzly filter loses connections and writes. So this has its own Grizzly transport and filters, and takes from Tyrus what
 * is above the bytes.
 */
public final class WebSocketListener {

    private static final int FEWEST_WORKERS = 4;
    /**
     * Taken twice, when a callback blocks that promised not to: it must not keep a process for longer than the second that it has
     * after {@code signalbox.shutdown-timeout}. Whoever is told too late has been dropped by then.
     */
    private static final Duration LAST_CALLBACKS = Duration.ofMillis(100);

    private final String host;
    private final int port;
    private final SocketLimits limits;
    private final @Nullable SSLContext tls;
    private final TyrusContainer container;
    private final RequestFilter requests;
    private final OpenSockets open = new OpenSockets();
    private final SparingTimer timer;
    private final LateFlush late = new LateFlush();
    private final ExecutorService workers;
    private final TCPNIOTransport transport;
    private int boundPort = -1;

    /**
     * Nothing listens before {@link #start}.
     *
     * @param host name or address to listen on, and no other
     * @param port 0 for any free one
     * @param endpoint annotated with {@link ServerEndpoint}
     * @param resources where pages are looked up, and the context class loader of all threads
     * @param gate decides about every handshake
     * @param limits what a client may cost
     * @param made pages by their paths, for which there is no file
     * @param tls the server's identity; null for none, and then nothing is encrypted
     */
    public WebSocketListener(
            String host,
            int port,
            Class<?> endpoint,
            ClassLoader resources,
            HandshakeGate gate,
            SocketLimits limits,
            Map<String, MadePage> made,
            @Nullable SSLContext tls) {
        this.host = host;
        this.port = port;
        this.limits = limits;
        this.tls = tls;
        this.timer = new SparingTimer("signalbox-timer");
        this.container = new TyrusContainer(endpoint, limits.maxMessageSize(), timer);
        String path = endpoint.getAnnotation(ServerEndpoint.class).value();
        int cores = Runtime.getRuntime().availableProcessors();
        this.workers = GrizzlyExecutorService.createInstance(
                threads("signalbox-worker", Math.max(FEWEST_WORKERS, 2 * cores), resources));
        this.requests = new RequestFilter(
                path,
                gate,
                new TyrusUpgrade(container.getWebSocketEngine(), path),
                new ClassPathPages(resources, made),
                workers);
        this.transport = TCPNIOTransportBuilder.newInstance()
                .setName("signalbox")
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setSelectorThreadPoolConfig(threads("signalbox-selector", cores, resources))
                .setSelectorRunnersCount(cores)
                .build();
        transport.setWorkerThreadPool(workers);
    }

    private static ThreadPoolConfig threads(String name, int count, ClassLoader contextClassLoader) {
        return ThreadPoolConfig.defaultConfig()
                .copy()
                .setPoolName(name)
                .setCorePoolSize(count)
                .setMaxPoolSize(count)
                .setDaemon(true)
                .setInitialClassLoader(contextClassLoader);
    }

    /**
     * Deploys the endpoint, then listens.
     *
     * @throws ListenException if the port is taken or the host is not this machine's
     * @throws DeploymentException if Tyrus does not accept the endpoint
     */
    public void start() throws IOException, DeploymentException {
        boolean started = false;
        try {
            InetSocketAddress address = new InetSocketAddress(address(), port);
            container.start("/", port);
            container.doneDeployment();
            transport.setProcessor(filters());
            transport.start();
            TCPNIOServerConnection server = transport.bind(address);
            boundPort = ((InetSocketAddress) server.getLocalAddress()).getPort();
            started = true;
        } catch (BindException e) {
            throw new ListenException(bindFailure(e), e);
        } finally {
            if (!started) {
                stop(Duration.ZERO);
            }
        }
    }

    // Grizzly has deprecated the constructors of the codec in favour of builders that it does not have.
    @SuppressWarnings("deprecation")
    private FilterChain filters() {
        HttpServerFilter codec =
                new HttpServerFilter(true, HttpServerFilter.DEFAULT_MAX_HTTP_PACKET_HEADER_SIZE, new KeepAlive(), null);
        FilterChainBuilder chain = FilterChainBuilder.stateless().add(new TransportFilter());
        if (tls != null) {
            SSLEngineConfigurator engine = new SSLEngineConfigurator(tls, false, false, false);
            // Earlier versions let a client renegotiate, as often as it likes.
            engine.setEnabledProtocols(new String[] {"TLSv1.3"});
            chain.add(new TlsFilter(engine::createSSLEngine));
        }
        return chain.add(new FrameFilter(this::accept)).add(codec).add(requests).build();
    }

    private InetAddress address() throws ListenException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ListenException(
                    "Cannot listen on host '" + host + "': the name is unknown. Set signalbox.host to a name or"
                            + " an address of this machine, such as 127.0.0.1",
                    e);
        }
    }

    private String bindFailure(BindException e) {
        String where = "Cannot listen on " + host + ":" + port + ": ";
        String cause = String.valueOf(e.getMessage());
        if (cause.contains("in use")) {
            return where + "the port is taken. Set signalbox.port to another one, or to 0 for any that is free";
        }
        if (cause.contains("requested address")) {
            return where + "the host is not an address of this machine. Set signalbox.host to one, such as 127.0.0.1";
        }
        return where + cause;
    }

    /**
     * The port that is listened on.
     *
     * @return -1 before {@link #start}
     */
    public int port() {
        return boundPort;
    }

    private ClientSocket accept(NIOConnection connection) {
        return open.add(finished ->
                new ClientSocket(connection, workers, timer, late, limits, TlsFilter.of(connection), finished));
    }

    /**
     * Stops listening, closes what is still open and waits for the clients, then drops the rest. All threads are gone afterwards, but for those that a
     * callback does not give back.
     *
     * @param patience for clients that are slow to close
     * @throws IOException if Grizzly could not stop
     */
    public void stop(Duration patience) throws IOException {
        transport.unbindAll();
        open.shutDown(patience, LAST_CALLBACKS);
        // Its selectors let go of the port. Asked for now, since a transport that is shut down, or never started, has
        // none.
        ExecutorService selectors = transport.getKernelThreadPool();
        transport.shutdownNow();
        timer.shutdownNow();
        late.close();
        workers.shutdown();
        container.stop();
        try {
            workers.awaitTermination(LAST_CALLBACKS.toMillis(), TimeUnit.MILLISECONDS);
            if (selectors != null) {
                selectors.awaitTermination(LAST_CALLBACKS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
