package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.LeftOut;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/** Two WARs on each server. */
@OnEveryServer
@LeftOut(on = "standalone", why = "an application is a process of its own; `mvn verify` tries two servers in one")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryServerNeighboursIT implements NeighboursBehaviour {

    private static @Nullable DeployedApplication left;
    private static @Nullable DeployedApplication right;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        left = deploy(server, "left", LEFT);
        right = deploy(server, "right", RIGHT);
    }

    private static DeployedApplication deploy(AppServer server, String name, Map<String, String> settings)
            throws Exception {
        return DeployedApplication.deploy(
                server, Wars.of(name, settings).addClasses(RoomRoutes.class, GateRoutes.class));
    }

    @AfterAll
    static void undeploy() {
        if (left != null) {
            left.close();
        }
        if (right != null) {
            right.close();
        }
    }

    @Override
    public URI left() {
        return left.endpoint();
    }

    @Override
    public URI right() {
        return right.endpoint();
    }

    @Override
    public void endLeft() {
        left.close();
    }
}
