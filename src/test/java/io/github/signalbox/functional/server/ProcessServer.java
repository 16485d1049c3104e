package io.github.signalbox.functional.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all servers of one process have in common. */
abstract class ProcessServer implements AppServer {

    static final String LOOPBACK = "127.0.0.1";

    private final String name;
    private final Workplace workplace;
    private Map<String, String> environment = Map.of();
    private @Nullable ServerProcess process;
    private int port;

    ProcessServer(String name, Workplace workplace) {
        this.name = name;
        this.workplace = workplace;
    }

    /** Starts a server in an empty directory and returns once it takes applications. */
    abstract ServerProcess launch(Path directory, int httpPort, List<String> javaOptions) throws IOException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void start(Map<String, String> properties, Map<String, String> environment) {
        kill();
        this.environment = Map.copyOf(environment);
        port = freePort();
        List<String> options = new ArrayList<>(Workplace.javaOptions());
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        try {
            process = launch(workplace.emptied(name), port, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@link #stop} does, and starts it with all that it has been told. Applications may come later. */
    final void restart() throws IOException {
        stop();
        process = relaunch();
    }

    /** Starts it in the directory that it was launched in, and returns once it takes applications. */
    ServerProcess relaunch() throws IOException {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public final boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public final void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public final void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public final long residentMegabytes() {
        return process().residentMegabytes();
    }

    @Override
    public final String diagnose(String... command) {
        return process().diagnose(workplace.javaHome(), command);
    }

    @Override
    public final Set<InetSocketAddress> listening() {
        return process().listening();
    }

    @Override
    public final long connectionsAt(int port) {
        return process().connectionsAt(port);
    }

    @Override
    public final List<String> threads() {
        return ThreadNames.of(process(), workplace);
    }

    @Override
    public final Path log() {
        return workplace.log(name);
    }

    /** The command that starts it, with the environment that it is to have. */
    final ProcessBuilder builder(List<String> command, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    final Workplace workplace() {
        return workplace;
    }

    final ServerProcess process() {
        if (process == null) {
            throw new ServerException(name + " was not started");
        }
        return process;
    }

    final URI root(String context) {
        return URI.create("http://" + LOOPBACK + ":" + port + "/" + context + "/");
    }

    /** Free for now; nobody else is likely to be given it before the server takes it. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
