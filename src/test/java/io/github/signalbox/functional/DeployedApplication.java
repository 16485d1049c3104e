package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR of this package on the server of the run. */
final class DeployedApplication implements AutoCloseable {

    private final AppServer server;
    private final String name;
    private final URI endpoint;
    private boolean closed;

    private DeployedApplication(AppServer server, String name, URI endpoint) {
        this.server = server;
        this.name = name;
        this.endpoint = endpoint;
    }

    /**
     * Deploys a WAR.
     *
     * @param war its name ends with {@code .war}
     */
    static DeployedApplication deploy(AppServer server, WebArchive war) throws Exception {
        String name = war.getName().replace(".war", "");
        File file = File.createTempFile(name, ".war");
        file.deleteOnExit();
        war.as(ZipExporter.class).exportTo(file, true);
        URI root = server.deploy(Path.of(file.getPath()), name);
        return new DeployedApplication(
                server, name, URI.create("ws" + root.toString().substring("http".length()) + "ws"));
    }

    /** Where clients connect. */
    URI endpoint() {
        return endpoint;
    }

    /** Takes it away. Does nothing the second time, or where the server has ended. */
    @Override
    public void close() {
        if (closed || !server.isRunning()) {
            return;
        }
        closed = true;
        server.undeploy(name);
    }
}
