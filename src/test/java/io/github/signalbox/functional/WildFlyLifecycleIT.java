package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that come and go. */
@ExtendWith(ArquillianExtension.class)
class WildFlyLifecycleIT {

    private static final String DEMO = new File(System.getProperty("test.demo.war", "unknown")).getName();
    private static final String DEMO_ROOT = DEMO.replace(".war", "");
    private static final int REDEPLOYMENTS = 5;
    private static final int CLIENTS = 20;

    @ArquillianResource
    private Deployer deployer;

    @ArquillianResource
    private ManagementClient management;

    @Deployment(name = "neighbour", testable = false)
    static WebArchive neighbour() {
        return Wars.of("neighbour", Map.of());
    }

    @Deployment(name = "guest", managed = false, testable = false)
    static WebArchive guest() {
        return Wars.of("guest", Map.of()).addClasses(GateRoutes.class);
    }

    /** As it was built. */
    @Deployment(name = "demo", managed = false, testable = false)
    static WebArchive demo() {
        return ShrinkWrap.create(ZipImporter.class, DEMO)
                .importFrom(new File(System.getProperty("test.demo.war")))
                .as(WebArchive.class);
    }

    @Deployment(name = "broken", managed = false, testable = false)
    static WebArchive broken() {
        return Wars.of("broken", Map.of()).addClasses(WildFlyTwice.class);
    }

    private static TextClient connect(String name) throws Exception {
        return TextClient.open(Wars.onWildFly(name));
    }

    /** The names of those that have come up since, by their numbers. */
    private Map<Long, String> threads(Set<Long> before) throws Exception {
        ModelNode dump = new ModelNode();
        dump.get("operation").set("dump-all-threads");
        dump.get("address").add("core-service", "platform-mbean").add("type", "threading");
        dump.get("locked-monitors").set(false);
        dump.get("locked-synchronizers").set(false);
        return management.getControllerClient().execute(dump).get("result").asList().stream()
                .filter(thread -> thread.get("thread-name").asString().startsWith("signalbox"))
                .filter(thread -> !before.contains(thread.get("thread-id").asLong()))
                .collect(
                        Collectors.toMap(thread -> thread.get("thread-id").asLong(), thread -> thread.get("thread-name")
                                .asString()));
    }

    private static void assertServesItself(String name) throws Exception {
        try (TextClient client = connect(name)) {
            assertThat(client.ask(request("it.count", "null"))).isEqualTo("1");
        }
    }

    @Test
    void tellsEveryClientThatTheApplicationIsGone() throws Exception {
        deployer.deploy("guest");
        List<TextClient> clients = new ArrayList<>();
        try (TextClient bystander = connect("neighbour")) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(connect("guest"));
                assertThat(clients.get(i).ask(request("it.echo", "1"))).isEqualTo("1");
            }
            Await.until(
                    "the others are gone",
                    () -> bystander.ask(request("it.count", "null")).equals("1"));
            deployer.undeploy("guest");
            for (TextClient client : clients) {
                assertThat(client.ending().code()).isEqualTo(1001);
            }
            assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
        } finally {
            clients.forEach(TextClient::close);
        }
    }

    /** Its neighbour may need another thread meanwhile, but has its one heartbeat, and no such number of others. */
    @Test
    void leavesNoThreadBehind() throws Exception {
        Set<Long> before = threads(Set.of()).keySet();
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            deployer.deploy("guest");
            assertServesItself("guest");
            deployer.undeploy("guest");
        }
        Await.until("their threads are gone", () -> {
            Collection<String> left = threads(before).values();
            return left.size() < REDEPLOYMENTS && !left.contains("signalbox-heartbeat");
        });
    }

    @Test
    void refusesToDeployTwoBeansForOneRoute() throws Exception {
        assertThatThrownBy(() -> deployer.deploy("broken"))
                .hasMessageContaining("SBX0101")
                .hasMessageContaining("it.echo")
                .hasMessageContaining("WildFlyTwice");
        try (TextClient bystander = connect("neighbour")) {
            assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    void servesTheDemoBesideAnotherApplication() throws Exception {
        deployer.deploy("demo");
        try (TextClient demo = connect(DEMO_ROOT);
                TextClient neighbour = connect("neighbour")) {
            assertThat(demo.ask(request("hello", "{\"name\":\"Ada\"}"))).isEqualTo("{\"message\":\"Hello, Ada!\"}");
            assertThat(demo.ask(request("it.echo", "1"))).contains("Handler not found");
            assertThat(neighbour.ask(request("hello", "{\"name\":\"Ada\"}"))).contains("Handler not found");
            URI page = URI.create(Wars.onWildFly(DEMO_ROOT).toString().replace("ws://", "http://"))
                    .resolve(".");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(answer.body()).contains("demo.js");
            deployer.undeploy("demo");
            assertThat(demo.ending().code()).isEqualTo(1001);
            assertThat(neighbour.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }
}
