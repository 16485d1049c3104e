package io.github.signalbox.functional.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
        assertDemoIsSetUp(glassFish.root("demo"));
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
        assertDemoIsSetUp(liberty.configure(elements.replace("</server>", "") + "</server>", WAR));
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

    private static void assertDemoIsSetUp(URI demo) throws InterruptedException {
        try (Client client = new Client(demo)) {
            assertThat(client.call("{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}"))
                    .isEqualTo("{\"message\":\"Hello, Ada!\"}");
            String fits = "\"" + "x".repeat(MAX_MESSAGE_SIZE - 100) + "\"";
            assertThat(client.call("{\"Route\":\"echo\",\"Params\":" + fits + "}"))
                    .isEqualTo(fits);
            client.send("{\"Route\":\"echo\",\"Params\":\"" + "x".repeat(MAX_MESSAGE_SIZE) + "\"}");
            assertThat(client.end()).startsWith("1009");
        }
    }
}
