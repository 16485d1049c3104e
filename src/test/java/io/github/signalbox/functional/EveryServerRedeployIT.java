package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that comes and goes, with clients connected each time, and what the server's JVM keeps of it. */
@OnEveryServer
class EveryServerRedeployIT {

    private static final int REDEPLOYMENTS = 10;
    private static final int CLIENTS = 20;

    /** A handler that never answers is in flight each time, and is waited for. */
    private static final String SHUTDOWN_TIMEOUT = "PT0.5S";

    /** Each look at the heap collects the garbage and lists every class. */
    private static final Duration GARBAGE_PATIENCE = Duration.ofMinutes(2);

    /** More than any server here starts threads for requests of its own accord. */
    private static final int THREADS = 64;

    @Test
    @Differs(
            on = "payara",
            how =
                    "of ten applications that were taken away, the class loader of one may stay: the OSGi framework keeps a"
                            + " thread that was the first to load one of the server's classes")
    @Differs(
            on = "glassfish",
            how =
                    "each application that was ever deployed stays, with its class loader, whatever is in it: GlassFish's listeners"
                            + " for events of deployment keep it")
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void leavesNothingBehindWhenItIsRedeployedTenTimes(AppServer server) throws Exception {
        assumeFalse(server.name().equals("standalone"), "Standalone, an application is a process of its own");
        try (DeployedApplication neighbour = deploy(server, "neighbour")) {
            for (int i = 0; i < REDEPLOYMENTS; i++) {
                comeAndGo(server);
            }
            server.endIdleThreads();
            Remains[] last = new Remains[1];
            try {
                Await.until("nothing is left but the neighbour", GARBAGE_PATIENCE, () -> {
                    // A server's thread remembers what it did last, and so the application that it did it for.
                    occupyThreads(neighbour.endpoint());
                    last[0] = Remains.of(server);
                    return isTheNeighbour(last[0], server);
                });
            } finally {
                System.out.println(server.name() + " keeps " + last[0]);
            }
        }
    }

    private static boolean isTheNeighbour(Remains remains, AppServer server) {
        int staying =
                switch (server.name()) {
                    case "glassfish" -> REDEPLOYMENTS;
                    case "payara" -> 1;
                    default -> 0;
                };
        return remains.clocks() == 1
                && remains.connections() == 0
                && remains.loaders() >= 1
                && remains.loaders() <= 1 + staying;
    }

    private static DeployedApplication deploy(AppServer server, String name) throws Exception {
        return DeployedApplication.deploy(
                server,
                Wars.of(name, Map.of("signalbox.shutdown-timeout", SHUTDOWN_TIMEOUT))
                        .addClasses(GateRoutes.class, LifecycleRoutes.class));
    }

    private static void comeAndGo(AppServer server) throws Exception {
        List<TextClient> clients = new ArrayList<>();
        try (DeployedApplication application = deploy(server, "again")) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(TextClient.open(application.endpoint()));
                assertThat(clients.get(i).ask(request("it.echoBlocking", "1"))).isEqualTo("1");
            }
            clients.get(0).send(request("it.later", "\"never\""));
        }
        for (TextClient client : clients) {
            assertThat(client.ending().code()).isEqualTo(1001);
            client.close();
        }
    }

    private static void occupyThreads(URI endpoint) throws Exception {
        try (Crowd crowd = Crowd.rush(endpoint, THREADS)) {
            for (RawClient client : crowd.inside()) {
                client.text(request("it.busy", "null"));
            }
            for (RawClient client : crowd.inside()) {
                assertThat(client.readText()).isEqualTo("null");
                // Not without a word: Payara would take its time to notice, and another crowd comes for the next look.
                client.closeFrame(1000);
                client.readClose();
            }
        }
    }
}
