package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Handlers that block, and messages in fragments, on the threads that a server has by itself. Nobody has set anything up. */
@OnEveryServer
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EveryServerDefaultThreadsIT implements BlockingBehaviour, FragmentsBehaviour {

    private static AppServer plain;
    private static boolean shared;
    private static DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        plain = server.asItCame();
        shared = plain.equals(server);
        application =
                DeployedApplication.deploy(plain, Wars.of("threads", PATIENT).addClasses(GateRoutes.class));
    }

    @AfterAll
    static void undeploy() {
        if (shared) {
            application.close();
        } else {
            plain.stop();
        }
    }

    @Override
    public URI uri() {
        return application.endpoint();
    }
}
