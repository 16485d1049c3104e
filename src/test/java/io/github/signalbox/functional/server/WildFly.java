package io.github.signalbox.functional.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.jboss.as.controller.client.ModelControllerClient;
import org.wildfly.core.launcher.StandaloneCommandBuilder;
import org.wildfly.plugin.tools.Deployment;
import org.wildfly.plugin.tools.DeploymentManager;
import org.wildfly.plugin.tools.DeploymentResult;
import org.wildfly.plugin.tools.UndeployDescription;

/** WildFly as the build has provisioned it, with a copy of its configuration. */
final class WildFly extends ProcessServer {

    /** One of the management interface. */
    @FunctionalInterface
    private interface Operation {

        DeploymentResult on(DeploymentManager manager) throws IOException;
    }

    private int managementPort;

    WildFly(Workplace workplace) {
        super("wildfly", workplace);
    }

    @Override
    ServerProcess launch(Path directory, int httpPort, List<String> javaOptions) throws IOException {
        managementPort = freePort();
        Path home = Workplace.home(name());
        Workplace.copy(home.resolve("standalone/configuration"), directory.resolve("configuration"));
        List<String> command = StandaloneCommandBuilder.of(home)
                .setJavaHome(workplace().javaHome())
                .setBaseDirectory(directory)
                .setJavaOptions(javaOptions)
                .addJavaOption("-Djboss.http.port=" + httpPort)
                .addJavaOption("-Djboss.https.port=" + freePort())
                .addJavaOption("-Djboss.management.http.port=" + managementPort)
                .build();
        ServerProcess process = ServerProcess.start(new ProcessBuilder(command).directory(directory.toFile()), log());
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

    private void run(Operation operation) {
        try (ModelControllerClient client = ModelControllerClient.Factory.create(LOOPBACK, managementPort)) {
            DeploymentResult result = operation.on(DeploymentManager.create(client));
            if (!result.successful()) {
                throw new ServerException(result.getFailureMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
