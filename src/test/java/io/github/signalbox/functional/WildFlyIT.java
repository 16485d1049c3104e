package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import io.github.signalbox.RouteRegistry;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application on WildFly, configured with {@code wildfly-config}, sees from inside. */
@ExtendWith(ArquillianExtension.class)
class WildFlyIT {

    @Inject
    private RouteRegistry routes;

    @Inject
    private Connections connections;

    /** How long the server's log was before anybody connected; 0 on the side of the build. */
    private static final long LOG_BEGINS = log().length();

    @ArquillianResource
    private URL base;

    @Deployment
    static WebArchive application() {
        return Wars.of("inside", Map.of("signalbox.max-message-size", "100"))
                .addAsLibraries(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()))
                .addClasses(TextClient.class, Trusting.class, Target.class);
    }

    private static File log() {
        return new File(System.getProperty("jboss.server.log.dir", ""), "server.log");
    }

    private static String logged() throws IOException {
        byte[] all = Files.readAllBytes(log().toPath());
        return new String(all, (int) LOG_BEGINS, all.length - (int) LOG_BEGINS, StandardCharsets.UTF_8);
    }

    private TextClient connect() throws Exception {
        return TextClient.open(URI.create("ws://127.0.0.1:" + base.getPort() + base.getPath() + "ws"));
    }

    @Test
    void findsTheLibraryInWebInfLib() {
        assertThat(Route.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .contains("WEB-INF/lib");
    }

    @Test
    void injectsTheRegistryWithTheRoutesOfBeans() {
        assertThat(routes.routes()).contains("it.echo", "it.handlerBean", "it.admins", "it.self");
        assertThatThrownBy(() -> routes.register("it.echo", String.class, (params, call) -> params))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesRoutesByHandWhileClientsAreConnected() throws Exception {
        try (TextClient client = connect()) {
            routes.register("hand", String.class, (params, call) -> params + " once");
            assertThat(client.ask(request("hand", "\"a\""))).isEqualTo("\"a once\"");
            routes.replace("hand", String.class, (params, call) -> params + " twice");
            assertThat(client.ask(request("hand", "\"a\""))).isEqualTo("\"a twice\"");
            assertThat(routes.unregister("hand")).isTrue();
            assertThat(client.ask(request("hand", "\"a\""))).isEqualTo(failure(1, "Handler not found"));
        }
    }

    @Test
    void injectsTheConnections() throws Exception {
        try (TextClient client = connect()) {
            String self = client.ask(request("it.self", "null"));
            String id = self.replaceAll(".*\"id\":\"([0-9a-f]+)\".*", "$1");
            Await.until("the clients of other tests are gone", () -> connections.count() == 1);
            connections.find(id).orElseThrow().send("news", 5);
            assertThat(client.next()).isEqualTo(request("news", "5"));
            connections.find(id).orElseThrow().close(4000, "Bye");
            assertThat(client.ending()).isEqualTo(new TextClient.Ending(4000, "Bye"));
        }
        Await.until("nobody is left", () -> connections.count() == 0);
    }

    @Test
    void readsItsSettingsThroughMicroProfileConfig() throws Exception {
        try (TextClient client = connect()) {
            client.send(request("it.echo", "\"" + "x".repeat(100) + "\""));
            assertThat(client.ending().code()).isEqualTo(1009);
        }
    }

    /** Nothing else would tell: text in parts is the same to clients. */
    @Test
    void findsAnUndertowWhoseTextItCanReadAsBytes() throws Exception {
        try (TextClient client = connect()) {
            String id = client.ask(request("it.self", "null")).replaceAll(".*\"id\":\"([0-9a-f]+)\".*", "$1");
            Await.until("the connection is in the log", () -> logged().contains(id + " opened"));
            assertThat(logged()).doesNotContain("This Undertow is built otherwise");
        }
    }
}
