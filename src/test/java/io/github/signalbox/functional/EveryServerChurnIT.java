package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Clients that reset, on every server. */
@OnEveryServer
class EveryServerChurnIT implements ChurnBehaviour {

    private static DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        application =
                DeployedApplication.deploy(server, Wars.of("churned", SETTINGS).addClasses(GateRoutes.class));
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Override
    public URI churned() {
        return application.endpoint();
    }
}
