package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import io.github.signalbox.functional.server.Unstarted;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A setting from outside: what an operator gives the server's JVM. */
@OnEveryServer
@Order(OnEveryServer.STARTS)
class EveryServerPropertyIT {

    private static final int LIMIT = 1000;

    @Test
    void obeysASystemPropertyAboveAll(@Unstarted AppServer server) throws Exception {
        server.start(Map.of(SizeLimit.SETTING, String.valueOf(LIMIT)));
        WebArchive war = Wars.of("property", Map.of(SizeLimit.SETTING, String.valueOf(2 * LIMIT)));
        try (DeployedApplication application = DeployedApplication.deploy(server, war)) {
            SizeLimit.assertAt(LIMIT, application.endpoint());
        }
    }
}
