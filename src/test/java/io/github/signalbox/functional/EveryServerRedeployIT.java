package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.LeftOut;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that comes and goes, with clients connected each time, and what the server's JVM keeps of it. */
@OnEveryServer
@Order(OnEveryServer.FRESH)
class EveryServerRedeployIT {

    private static final int REDEPLOYMENTS = 10;
    private static final int CLIENTS = 20;

    /** A handler that never answers is in flight each time, and is waited for. */
    private static final String SHUTDOWN_TIMEOUT = "PT0.5S";

    /** Each look at the heap collects the garbage and lists every class. */
    private static final Duration GARBAGE_PATIENCE = Duration.ofMinutes(2);

    /** Less than a thread for handlers lives with nothing to do: one that is not ended with its application must be seen. */
    private static final Duration SOON = Duration.ofSeconds(15);

    /**
     * Pools of the servers', which outlive applications: WildFly's executor that {@code wildfly-config} has for handlers, and one each
     * of Payara's and of GlassFish's own.
     */
    private static final Set<String> POOLS =
            Set.of("EE-ManagedExecutorService-signalbox-Thread-#", "Executor-Service-#", "pool-#-thread-#");

    /** More than any server here starts threads for requests of its own accord. */
    private static final int THREADS = 64;

    @Test
    @LeftOut(on = "standalone", why = "an application is a process of its own")
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
        try (DeployedApplication neighbour = deploy(server, "neighbour")) {
            URI endpoint = neighbour.endpoint();
            Set<String> handlers = comeAndGo(server, true);
            Threads before = awaitOneClock(server, handlers);
            for (int i = 1; i < REDEPLOYMENTS; i++) {
                handlers.addAll(comeAndGo(server, false));
            }
            Threads after = awaitOneClock(server, handlers);
            assertThat(after.moreThan(before, REDEPLOYMENTS - 1))
                    .as("kinds of threads, of which each redeployment has left one")
                    .isSubsetOf(POOLS);
            server.endIdleThreads();
            AtomicReference<Remains> last = new AtomicReference<>();
            try {
                Await.until("nothing is left but the neighbour", GARBAGE_PATIENCE, () -> {
                    // A server's thread remembers what it did last, and so the application that it did it for.
                    occupyThreads(endpoint);
                    last.set(Remains.of(server, endpoint));
                    return isTheNeighbour(last.get(), server);
                });
            } finally {
                System.out.println(server.name() + " keeps " + last.get());
            }
        }
    }

    /** The neighbour's, which has no other thread: nobody has connected to it yet. */
    private static Threads awaitOneClock(AppServer server, Set<String> handlers) throws Exception {
        AtomicReference<Threads> last = new AtomicReference<>(Threads.of(server));
        try {
            Await.until("the neighbour's clock is the only thread of the library", SOON, () -> {
                last.set(Threads.of(server));
                return last.get().clocks() == 1 && last.get().handlers(handlers).isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(
                    server.name() + " has " + last.get().clocks() + " clocks and "
                            + last.get().handlers(handlers),
                    e);
        }
        return last.get();
    }

    private static boolean isTheNeighbour(Remains remains, AppServer server) {
        int staying =
                switch (server.name()) {
                    case "glassfish" -> REDEPLOYMENTS;
                    case "payara" -> 1;
                    default -> 0;
                };
        return remains.connections() == 0
                && remains.sockets() == 0
                && remains.loaders() >= 1
                && remains.loaders() <= 1 + staying;
    }

    private static DeployedApplication deploy(AppServer server, String name) throws Exception {
        return DeployedApplication.deploy(
                server,
                Wars.of(name, Map.of("signalbox.shutdown-timeout", SHUTDOWN_TIMEOUT))
                        .addClasses(GateRoutes.class, LifecycleRoutes.class));
    }

    /**
     * Deploys an application, has clients, and takes it away while some of them wait for an answer.
     *
     * @param first whether to make sure that all of it is seen
     * @return the threads that its handlers ran on, and that must end with it
     */
    private static Set<String> comeAndGo(AppServer server, boolean first) throws Exception {
        List<TextClient> clients = new ArrayList<>();
        Set<String> handlers = new HashSet<>();
        try (DeployedApplication application = deploy(server, "again")) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(TextClient.open(application.endpoint()));
                handlers.add(clients.get(i).ask(request("it.thread", "null")).replace("\"", ""));
            }
            clients.get(0).send(request("it.later", "\"never\""));
            clients.get(1).send(request("it.hold", "\"never\""));
            Await.until(
                    "both are in flight",
                    () -> clients.get(2).ask(request("it.started", "\"never\"")).equals("2"));
            if (first) {
                assertEverythingIsSeen(server, application.endpoint(), handlers);
            }
        }
        for (TextClient client : clients) {
            assertThat(client.ending().code()).isEqualTo(1001);
            client.close();
        }
        handlers.removeIf(name -> POOLS.contains(Threads.kind(name)));
        return handlers;
    }

    /** While an application and its neighbour are at work: what cannot be found now would not be found if it stayed, either. */
    private static void assertEverythingIsSeen(AppServer server, URI endpoint, Set<String> handlers) {
        Threads threads = Threads.of(server);
        assertThat(threads.clocks()).isEqualTo(2);
        assertThat(threads.handlers(handlers)).isNotEmpty();
        Remains remains = Remains.of(server, endpoint);
        assertThat(remains.connections()).isEqualTo(CLIENTS);
        assertThat(remains.sockets()).isGreaterThanOrEqualTo(CLIENTS);
        assertThat(remains.loaders()).isGreaterThanOrEqualTo(2);
    }

    private static void occupyThreads(URI endpoint) throws Exception {
        String moment = "\"" + System.nanoTime() + "\"";
        try (Crowd crowd = Crowd.rush(endpoint, THREADS)) {
            for (RawClient client : crowd.inside()) {
                client.text(request("it.busy", moment));
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
