package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.OnEveryServer;
import io.github.signalbox.functional.soak.Drops;
import io.github.signalbox.functional.soak.LiveHeap;
import io.github.signalbox.functional.soak.OpenFiles;
import io.github.signalbox.functional.soak.Soak;
import io.github.signalbox.functional.soak.SoakRoutes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A thousand clients, random traffic and random faults, on every server, for as long as {@code signalbox.soak} says. */
@OnEveryServer
class EveryServerSoakIT {

    private static final int CONNECTIONS = 1000;

    /** The others are for clients that reset, which some servers take seconds to notice. */
    private static final int PLACES = 1100;

    private static final Map<String, String> SETTINGS = Map.of(
            "signalbox.max-connections", String.valueOf(PLACES),
            "signalbox.ping-interval", "PT4S",
            "signalbox.ping-timeout", "PT12S",
            "signalbox.handler-timeout", "PT60S");

    private static final Duration LENGTH = Duration.parse(System.getProperty("signalbox.soak", "PT8S"));

    /** With the same traffic: what is loaded, compiled and cached at first is no leak. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** What threads, pools and caches come to; 0.5 to 1.8 MB were measured. An object kept for each request would be more. */
    private static final long MARGIN_BYTES = 6_000_000;

    /** GlassFish and Payara keep log records that are to be written, and buffers of Grizzly's: 20 MB were measured. */
    private static final long MARGIN_OF_GRIZZLY_BYTES = 50_000_000;

    /** Liberty's idle threads remember what they did last; one of them was seen to. */
    private static final int REMEMBERED_BY_THREADS = 10;

    /** The handshake and who asked, where a container keeps a session that it has lost. */
    private static final int KEPT_OF_A_RESET = 5;

    /** What the library has once for a thread or for a clock. A leak in one of a hundred connections would be more. */
    private static final long MARGIN_OBJECTS = 100;

    /** Ample: one in ten of these clients costs WildFly some kilobytes. */
    private static final long WILDFLY_KEEPS_OF_A_RESET = 2_000;

    private static final String EAGER_CLIENTS =
            "a client that sends data along with its handshake holds a thread of the server for good, so the soak has none of those";

    /** For reading frames wrong, which was seen once in 15,000 to 100,000 messages. */
    private static final Set<Integer> LIBERTYS_ACCIDENTS = Set.of(1002, 1007);

    private static final long REQUESTS_FOR_AN_ACCIDENT = 3_000;

    private static Soak.Weaknesses weaknesses(AppServer server) {
        return switch (server.name()) {
            case "liberty" -> new Soak.Weaknesses(LIBERTYS_ACCIDENTS, false);
            case "payara", "glassfish" -> new Soak.Weaknesses(Set.of(), true);
            default -> new Soak.Weaknesses(Set.of(), false);
        };
    }

    private static long margin(AppServer server, Soak soak) {
        return switch (server.name()) {
            case "wildfly" -> MARGIN_BYTES + soak.resetHandshakes() * WILDFLY_KEEPS_OF_A_RESET;
            case "payara", "glassfish" -> MARGIN_OF_GRIZZLY_BYTES;
            default -> MARGIN_BYTES;
        };
    }

    private static long seed() {
        String given = System.getProperty("signalbox.soak.seed", "");
        return given.isEmpty() ? new Random().nextInt() : Long.parseLong(given);
    }

    @Test
    @Differs(
            on = "liberty",
            how =
                    "one in many thousand messages is refused with 1007 or 1002 under such load, though nothing is wrong with it")
    @Differs(on = "payara", how = EAGER_CLIENTS)
    @Differs(on = "glassfish", how = EAGER_CLIENTS)
    @Differs(
            on = "wildfly",
            how =
                    "a client that resets during its handshake may leave some kilobytes of WildFly's own behind, until the"
                            + " application is undeployed")
    void neitherLosesNorRepeatsNorKeepsAnything(AppServer server) throws Exception {
        int connections = OpenFiles.affordable(CONNECTIONS);
        long seed = seed();
        System.out.println("Soaking " + server.name() + " for " + LENGTH + " with -Dsignalbox.soak.seed=" + seed);
        // Not the routes that keep farewells of every connection.
        WebArchive war = Wars.of("soak", SETTINGS)
                .deleteClass(ConnectionRoutes.class)
                .addClasses(SoakRoutes.class, SoakRoutes.Drop.class, Drops.class);
        try (DeployedApplication application = DeployedApplication.deploy(server, war)) {
            URI uri = application.endpoint();
            Soak soak = new Soak(uri, connections, seed, weaknesses(server));
            soak.lap(WARM_UP);
            server.endIdleThreads();
            LiveHeap before = heapWithOneClient(server, uri);
            soak.lap(LENGTH);
            LiveHeap after = heapWithOneClient(server, uri);
            System.out.println(
                    "Soaked " + server.name() + ": " + soak.statistics() + "; heap " + before + ", then " + after);
            assertThat(soak.requestsForEachAccident()).isGreaterThan(REQUESTS_FOR_AN_ACCIDENT);
            assertThat(after.ours())
                    .isLessThan(before.ours() + MARGIN_OBJECTS + KEPT_OF_A_RESET * soak.resetHandshakes());
            assertThat(after.bytes()).isLessThan(before.bytes() + margin(server, soak));
            Crowd.awaitAllPlaces(uri, PLACES);
        }
    }

    /** Once it is alone, and the server has let go of the others. */
    private static LiveHeap heapWithOneClient(AppServer server, URI uri) throws Exception {
        Crowd.awaitNobody(uri);
        try (TextClient client = TextClient.open(uri)) {
            Await.until("who asked before is gone", () -> client.ask(request("it.count", "null"))
                    .equals("1"));
            AtomicReference<LiveHeap> heap = new AtomicReference<>(LiveHeap.of(server));
            int remembered = server.name().equals("liberty") ? REMEMBERED_BY_THREADS : 0;
            Await.until("the server's heap has no LiveConnection but one", () -> {
                heap.set(LiveHeap.of(server));
                return heap.get().connections() <= 1 + remembered;
            });
            return heap.get();
        }
    }
}
