package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every behaviour, in one and the same WAR on every server. */
@OnEveryServer
class EveryServerProtocolIT implements ProtocolBehaviour, EagerClientBehaviour {

    private static DeployedApplication application;
    private static String name;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        name = server.name();
        application = DeployedApplication.deploy(
                server,
                Wars.of("protocol", Wars.PROTOCOL)
                        .addClasses(
                                GateRoutes.class,
                                ContextRoutes.class,
                                RoomRoutes.class,
                                StormRoutes.class,
                                StreamRoutes.class));
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Override
    public URI uri() {
        return application.endpoint();
    }

    @Override
    public OptionalInt endOfAnEndlessMessage() {
        return name.equals("liberty") ? OptionalInt.empty() : OptionalInt.of(1009);
    }

    @Override
    public OptionalInt endOfAnEndlessFrame() {
        return endOfAnEndlessMessage();
    }

    @Override
    public boolean losesWhatIsEarly() {
        return name.equals("liberty");
    }
}
