package io.github.signalbox.functional;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What a Jakarta EE server offers to handlers, on each of them. */
@OnEveryServer
class EveryServerPlatformIT implements PlatformBehaviour {

    private static @Nullable DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        assumeFalse(server.name().equals("standalone"), "No naming and no transactions there");
        application = DeployedApplication.deploy(server, PlatformBehaviour.with(Wars.of("platform", Map.of()), ""));
    }

    @AfterAll
    static void undeploy() {
        if (application != null) {
            application.close();
        }
    }

    @Override
    public URI uri() {
        return application.endpoint();
    }
}
