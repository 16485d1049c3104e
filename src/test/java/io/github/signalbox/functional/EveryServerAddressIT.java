package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Who may connect from where, on every server. */
@OnEveryServer
class EveryServerAddressIT implements AddressBehaviour {

    private static DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        application = DeployedApplication.deploy(server, Wars.of("shared", SETTINGS));
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Override
    public URI shared() {
        return application.endpoint();
    }
}
