package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Clients that send too fast or read too slowly, on every server. */
@OnEveryServer
class EveryServerPressureIT implements PressureBehaviour {

    private static DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        application = DeployedApplication.deploy(
                server, Wars.of("pressure", SETTINGS).addClasses(GateRoutes.class, RoomRoutes.class));
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Override
    public URI uri() {
        return application.endpoint();
    }
}
