package io.github.signalbox.functional.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The pages of the docs that tell how to set one server up: it takes every line of theirs, and does what they say. */
@OnEveryServer
@Timeout(value = 13, unit = TimeUnit.MINUTES)
@Order(OnEveryServer.CHANGES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerPagesIT {

    private static final Path WAR = Path.of(System.getProperty("test.demo.war", "target/signalbox-0.1.0-demo.war"))
            .toAbsolutePath();

    /** As each page sets it, in the place of 65536. */
    private static final int MAX_MESSAGE_SIZE = 32_768;

    /** As the pages of Payara and GlassFish set it up. */
    private static final int EXECUTOR_THREADS = 200;

    private static final int MAX_PENDING = 64;

    /** Of 50 threads; there would be 5. */
    private static final int HELD_BY_GRIZZLY = 12;

    /** Of 50 threads; there would be four on two cores. */
    private static final int HELD_BY_LIBERTY = 20;

    private static final String CONNECTIONS = "\"signalbox.max-connections\" value=\"%d\"";

    /** In the place of the 2000 that the page sets, so that a test can reach it. */
    private static final int FEW_CONNECTIONS = 60;

    private static final String HELLO = "{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}";
    private static final String HELLO_ADA = "{\"message\":\"Hello, Ada!\"}";

    /** A line of it. */
    private static final String STACK_OF_FAIL = "^\\s*at io\\.github\\.signalbox\\.demo\\.Fail\\.";

    @Test
    @Order(1)
    @LeftOut(
            on = {"wildfly", "liberty", "standalone"},
            why = "asadmin is Payara's and GlassFish's")
    void takesTheCommandsOfItsPage(AppServer server) throws Exception {
        GlassFish glassFish = (GlassFish) server;
        String commands = String.join("", Page.named(server.name()).code("asadmin"));
        List<String> printed = glassFish.operate(commands, WAR.getParent());
        assertThat(printed)
                .noneMatch(line -> line.contains("fail"))
                .filteredOn(line -> line.endsWith(" executed successfully."))
                .hasSize((int) commands.lines().count() + 1);
        URI demo = glassFish.root("demo");
        assertDemoIsSetUp(demo);
        assertHandlersRunOnTheExecutor(server, demo);
        failUntilLogged(demo, glassFish.serverLog(), Pattern.compile(STACK_OF_FAIL, Pattern.MULTILINE));
        if (server.name().equals("payara")) {
            // As its page says. GlassFish does without.
            glassFish.restart();
            awaitLoaded(demo);
        }
        assertHearsOthersWhile(HELD_BY_GRIZZLY, server, demo);
    }

    @Test
    @Order(1)
    @LeftOut(
            on = {"wildfly", "payara", "glassfish", "standalone"},
            why = "server.xml is Open Liberty's")
    void takesTheConfigurationOfItsPage(AppServer server) throws Exception {
        OpenLiberty liberty = (OpenLiberty) server;
        // The first is the server, the others are to be put into it.
        String elements = String.join("", Page.named(server.name()).code("xml"));
        String few = elements.replace(CONNECTIONS.formatted(2000), CONNECTIONS.formatted(FEW_CONNECTIONS));
        assertThat(few).isNotEqualTo(elements);
        URI demo = liberty.configure(few.replace("</server>", "") + "</server>", WAR);
        assertDemoIsSetUp(demo);
        fail(demo);
        assertThat(liberty.trace()).content().containsPattern(Pattern.compile(STACK_OF_FAIL, Pattern.MULTILINE));
        assertTakesNoMoreConnectionsThan(FEW_CONNECTIONS, demo);
        assertHearsOthersWhile(HELD_BY_LIBERTY, server, demo);
    }

    @Test
    @Order(2)
    @LeftOut(
            on = {"wildfly", "payara", "glassfish", "standalone"},
            why = "server.xml is Open Liberty's")
    void takesSystemPropertiesWhereThereIsNoMicroProfileConfig(@Unstarted AppServer server) throws Exception {
        server.start(Map.of("signalbox.max-message-size", String.valueOf(MAX_MESSAGE_SIZE)));
        String with = Page.named(server.name()).code("xml").get(0);
        String without = with.replace("<feature>mpConfig-3.1</feature>", "");
        assertThat(without).isNotEqualTo(with);
        assertDemoIsSetUp(((OpenLiberty) server).configure(without, WAR));
        assertThat(server.log())
                .content()
                .contains("CWWKF0013I: The server removed the following features: [mpConfig-3.1]");
    }

    /** One more handler than it has threads waits for one of them. */
    private static void assertHandlersRunOnTheExecutor(AppServer server, URI demo) {
        try (Sleepers waiting = Sleepers.crowd(demo, EXECUTOR_THREADS + 1)) {
            waiting.await(server, EXECUTOR_THREADS, "concurrent/signalbox", Sleepers.HANDLER);
        }
    }

    /** More clients that hold a thread of the container each than there would be threads without the lines of the page. */
    private static void assertHearsOthersWhile(int held, AppServer server, URI demo) throws InterruptedException {
        try (Sleepers hold = Sleepers.connect(demo, held, 2 * MAX_PENDING, 300)) {
            hold.await(server, held, "", Sleepers.HELD);
            try (Client other = new Client(demo)) {
                assertThat(other.call(HELLO)).isEqualTo(HELLO_ADA);
            }
            assertThat(ThreadDump.of(server).count("", Sleepers.HELD))
                    .as("held still")
                    .isEqualTo(held);
        }
    }

    private static void assertTakesNoMoreConnectionsThan(int most, URI demo) {
        try (Sleepers all = Sleepers.fill(demo, most)) {
            assertThat(all.count()).isEqualTo(most);
            assertThatThrownBy(() -> new Client(demo))
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(503));
        }
    }

    /** Its stack is in the log on DEBUG only. */
    private static void fail(URI demo) throws InterruptedException {
        try (Client client = new Client(demo)) {
            assertThat(client.call("{\"Route\":\"fail\"}")).contains("Handler failed");
        }
    }

    /** What is logged while the server reads its new levels, which it does in its own time, may be lost. */
    private static void failUntilLogged(URI demo, Path log, Pattern line) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ServerProcess.PATIENCE.toNanos();
        fail(demo);
        while (!line.matcher(Files.readString(log)).find()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(line + " is not in " + log);
            }
            fail(demo);
        }
    }

    private static void awaitLoaded(URI demo) throws InterruptedException {
        long deadline = System.nanoTime() + ServerProcess.PATIENCE.toNanos();
        boolean loaded = false;
        while (!loaded) {
            try (Client first = new Client(demo)) {
                loaded = first.call(HELLO).equals(HELLO_ADA);
            } catch (CompletionException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
        }
    }

    private static void assertDemoIsSetUp(URI demo) throws InterruptedException {
        try (Client client = new Client(demo)) {
            assertThat(client.call(HELLO)).isEqualTo(HELLO_ADA);
            String fits = "\"" + "x".repeat(MAX_MESSAGE_SIZE - 100) + "\"";
            assertThat(client.call("{\"Route\":\"echo\",\"Params\":" + fits + "}"))
                    .isEqualTo(fits);
            client.send("{\"Route\":\"echo\",\"Params\":\"" + "x".repeat(MAX_MESSAGE_SIZE) + "\"}");
            assertThat(client.end()).startsWith("1009");
        }
    }
}
