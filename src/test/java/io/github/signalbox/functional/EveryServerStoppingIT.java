package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.Observed;
import io.github.signalbox.functional.server.OnEveryServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred clients, some of them waiting for an answer, when their application is taken away or its server is told to end. */
@OnEveryServer
@Order(OnEveryServer.ENDS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryServerStoppingIT {

    private static final int CLIENTS = 500;
    private static final int IN_FLIGHT = 50;

    private static final String STOPPING = "Server is stopping";

    /** One for each thread that closes sockets, and those whose sockets are closed before the application's thread has begun. */
    private static final int FEW = 50;

    private static final String LISTENERS_FIRST =
            "at SIGTERM the server may close its sockets before it tells the application; it is held up there, but one client or a"
                    + " few may see 1006";

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RawClient> clients = new ArrayList<>();
    private AppServer server;
    private DeployedApplication application;
    private Path file;

    @BeforeEach
    void connect(AppServer shared) throws Exception {
        server = shared;
        application =
                DeployedApplication.deploy(server, Wars.of("stopping", Map.of()).addClasses(LifecycleRoutes.class));
        file = directory.resolve("now");
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(RawClient.open(application.endpoint()));
        }
        for (RawClient client : clients.subList(0, IN_FLIGHT)) {
            client.text(request("it.awaitFile", "\"" + file + "\""));
        }
        RawClient last = clients.get(CLIENTS - 1);
        Await.until("the handlers run", () -> {
            last.text(request("it.waiting", "null"));
            return last.readText().equals(String.valueOf(IN_FLIGHT));
        });
    }

    @AfterEach
    void leave() throws IOException {
        threads.shutdownNow();
        for (RawClient client : clients) {
            client.close();
        }
        application.close();
    }

    @Test
    @Order(1)
    void answersWhatIsInFlightAndTellsEverybodyAtUndeployment() throws Exception {
        List<Farewell> farewells = farewells(application::close);
        assertGracious(farewells, 0);
        Observed.note(server, "clients at undeployment", summary(farewells));
    }

    @Test
    @Order(2)
    @Differs(
            on = "wildfly",
            how =
                    "SIGTERM closes connections with 1001 and mostly without words, one after the other and at once; a request in"
                            + " flight is answered if that comes before its connection's turn")
    @Differs(
            on = "liberty",
            how =
                    "at SIGTERM the server closes its sockets before it tells the application; clients that the application has not"
                            + " told by then see 1006")
    @Differs(on = "glassfish", how = LISTENERS_FIRST)
    @Differs(on = "payara", how = LISTENERS_FIRST)
    void answersWhatIsInFlightAndTellsEverybodyAtSigterm() throws Exception {
        List<Farewell> farewells = farewells(server::stop);
        switch (server.name()) {
            case "wildfly" -> assertThat(farewells).allMatch(each -> each.code() == 1001);
            case "glassfish", "payara" ->
                assertGracious(farewells, Runtime.getRuntime().availableProcessors());
            default -> assertGracious(farewells, 0);
        }
        Observed.note(server, "clients at SIGTERM", summary(farewells));
    }

    /** All but a few, of whom nothing is expected. */
    private static void assertGracious(List<Farewell> farewells, int few) {
        List<Farewell> others = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Farewell expected = new Farewell(i < IN_FLIGHT ? 1 : 0, 1001, STOPPING);
            if (!farewells.get(i).equals(expected)) {
                others.add(farewells.get(i));
            }
        }
        assertThat(others).hasSizeLessThanOrEqualTo(few);
    }

    /** What all clients see while something ends the application. */
    private List<Farewell> farewells(Runnable end) throws Exception {
        List<Future<Farewell>> watched = new ArrayList<>();
        for (RawClient client : clients) {
            watched.add(threads.submit(() -> Farewell.of(client)));
        }
        CompletableFuture<Void> ended = CompletableFuture.runAsync(end, threads);
        // Handlers return once the end has begun, which is when nobody is let in any more.
        Await.until("it has begun to end", () -> ended.isDone() || !admits(application.endpoint()));
        Files.createFile(file);
        ended.get();
        List<Farewell> farewells = new ArrayList<>();
        for (Future<Farewell> each : watched) {
            farewells.add(each.get());
        }
        return farewells;
    }

    private static boolean admits(URI endpoint) {
        try (RawClient client = RawClient.connect(endpoint)) {
            return Handshakes.isUpgrade(client.handshake(""));
        } catch (IOException e) {
            return false;
        }
    }

    private static String summary(List<Farewell> farewells) {
        Set<String> ends = farewells.stream()
                .map(each -> each.code() + (each.reason().isEmpty() ? "" : " `" + each.reason() + "`"))
                .collect(Collectors.toSet());
        int answers = farewells.stream().mapToInt(Farewell::answers).sum();
        return String.join(", ", ends) + "; " + answers + " of " + IN_FLIGHT + " requests in flight answered";
    }
}
