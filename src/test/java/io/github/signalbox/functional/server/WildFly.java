package io.github.signalbox.functional.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.wildfly.core.launcher.StandaloneCommandBuilder;
import org.wildfly.plugin.tools.Deployment;
import org.wildfly.plugin.tools.DeploymentManager;
import org.wildfly.plugin.tools.DeploymentResult;
import org.wildfly.plugin.tools.UndeployDescription;

/** WildFly as the build has provisioned it, with a copy of its configuration or of another one. */
final class WildFly extends ProcessServer {

    /** One of the management interface. */
    @FunctionalInterface
    private interface Operation {

        DeploymentResult on(DeploymentManager manager) throws IOException;
    }

    private static final String USUAL = "standalone.xml";

    /** Kept by the build from before it has run a script. */
    private static final String AS_IT_CAME = "as-it-came.xml";

    private final Path configuration;
    private final String file;
    private int managementPort;

    WildFly(Workplace workplace) {
        this("wildfly", workplace, home().resolve("standalone/configuration"));
    }

    /** With a name of its own, so that its files are kept apart from those of another test. */
    WildFly(String name, Workplace workplace, Path configuration) {
        this(name, workplace, configuration, USUAL);
    }

    private WildFly(String name, Workplace workplace, Path configuration, String file) {
        super(name, workplace);
        this.configuration = configuration;
        this.file = file;
    }

    static Path home() {
        return Workplace.home("wildfly");
    }

    @Override
    ServerProcess launch(Path directory, int httpPort, List<String> javaOptions) throws IOException {
        managementPort = freePort();
        Workplace.copy(configuration, directory.resolve("configuration"));
        List<String> command = StandaloneCommandBuilder.of(home())
                .setJavaHome(workplace().javaHome())
                .setBaseDirectory(directory)
                .setServerConfiguration(file)
                .setJavaOptions(javaOptions)
                .addJavaOption("-Djboss.bind.address=" + LOOPBACK)
                .addJavaOption("-Djboss.bind.address.management=" + LOOPBACK)
                .addJavaOption("-Djboss.http.port=" + httpPort)
                .addJavaOption("-Djboss.https.port=" + freePort())
                .addJavaOption("-Djboss.management.http.port=" + managementPort)
                .build();
        ServerProcess process = ServerProcess.start(builder(command, directory), log());
        CompletableFuture<Matcher> started = process.expect("WFLYSRV002[56]");
        process.await(started);
        return process;
    }

    @Override
    public URI deploy(Path war, String context) {
        try (Deployment deployment = Deployment.of(war).setName(context + ".war")) {
            run(manager -> manager.deploy(deployment));
        }
        return root(context);
    }

    @Override
    public void undeploy(String context) {
        run(manager -> manager.undeploy(UndeployDescription.of(context + ".war")));
    }

    @Override
    public AppServer asItCame() {
        WildFly plain = new WildFly("wildfly-as-it-came", workplace(), configuration, AS_IT_CAME);
        plain.start(Map.of());
        return plain;
    }

    @Override
    public void endIdleThreads() {
        ModelNode worker = Operations.createAddress("subsystem", "io", "worker", "default");
        execute(Operations.createWriteAttributeOperation(worker, "task-core-threads", 1));
        execute(Operations.createWriteAttributeOperation(worker, "task-keepalive", 1));
    }

    /** Where its management interface listens, as {@code jboss-cli.sh} wants to be told. */
    String controller() {
        return LOOPBACK + ":" + managementPort;
    }

    /** The result of an operation of the management interface. */
    ModelNode execute(ModelNode operation) {
        try (ModelControllerClient client = client()) {
            ModelNode outcome = client.execute(operation);
            if (!Operations.isSuccessfulOutcome(outcome)) {
                throw new ServerException(
                        Operations.getFailureDescription(outcome).asString());
            }
            return Operations.readResult(outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelControllerClient client() {
        return ModelControllerClient.Factory.create(new ModelControllerClientConfiguration.Builder()
                .setHostName(LOOPBACK)
                .setPort(managementPort)
                // By default five seconds, in which a server on a crowded machine may not get round to it.
                .setConnectionTimeout((int) ServerProcess.PATIENCE.toMillis())
                .build());
    }

    private void run(Operation operation) {
        try (ModelControllerClient client = client()) {
            DeploymentResult result = operation.on(DeploymentManager.create(client));
            if (!result.successful()) {
                throw new ServerException(result.getFailureMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
