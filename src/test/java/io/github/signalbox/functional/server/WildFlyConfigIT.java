package io.github.signalbox.functional.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code configure.cli}, applied as docs/wildfly.md tells operators, to a WildFly that nobody has configured before. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WildFlyConfigIT {

    private static final Path SCRIPT = Path.of("wildfly-config/configure.cli").toAbsolutePath();
    private static final Path WAR = Path.of(System.getProperty("test.demo.war", "target/signalbox-0.1.0-demo.war"));
    private static final String[] WORKER = {"subsystem", "io", "worker", "default"};
    private static final String[] WEBSOCKETS = {
        "subsystem", "undertow", "servlet-container", "default", "setting", "websockets"
    };
    private static final String[] EXECUTOR = {"subsystem", "ee", "managed-executor-service", "signalbox"};
    private static final String EXECUTOR_NAME = "java:jboss/ee/concurrency/executor/signalbox";
    private static final int VIRTUAL_THREADS_SINCE = 21;
    private static final int EXECUTOR_THREADS = 200;

    /** What somebody may have tried, and what another JVM may have left behind. */
    private static final List<String> CHANGES = List.of(
            "/subsystem=io/worker=default:write-attribute(name=task-max-threads,value=3)",
            "/subsystem=ee/managed-executor-service=signalbox:add(jndi-name=java:jboss/other,core-threads=1,max-threads=2)",
            "/system-property=signalbox.executor:add(value=java:jboss/other)",
            "/subsystem=undertow/servlet-container=default/setting=websockets"
                    + ":write-attribute(name=dispatch-to-worker,value=true)");

    private final Workplace workplace = Workplace.ofThisBuild();
    private final Path stopped = workplace.directory().resolve("wildfly-stopped");
    private final WildFly server = new WildFly("wildfly-running", workplace, stopped.resolve("configuration"));
    private final Path running = workplace.directory().resolve(server.name());

    @BeforeAll
    static void forgetTheLogsOfAnEarlierRun() throws IOException {
        Workplace workplace = Workplace.ofThisBuild();
        Files.deleteIfExists(workplace.log("wildfly-running"));
        Files.deleteIfExists(workplace.log("jboss-cli"));
    }

    @BeforeEach
    void install() throws IOException {
        Path configuration = workplace.emptied("wildfly-stopped").resolve("configuration");
        Workplace.copy(WildFly.home().resolve("standalone/configuration"), configuration);
        // The build keeps it from before it has run a script.
        Files.move(
                configuration.resolve("as-it-came.xml"),
                configuration.resolve("standalone.xml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Path configuration(Path base) {
        return base.resolve("configuration/standalone.xml");
    }

    private Path copy(Path base) throws IOException {
        return Files.copy(
                configuration(base),
                workplace.directory().resolve("wildfly-configured-once.xml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void applyToTheStopped(List<String> before) throws IOException {
        List<String> lines = new ArrayList<>(List.of("embed-server"));
        lines.addAll(before);
        lines.addAll(Files.readAllLines(SCRIPT));
        lines.add("stop-embedded-server");
        Path script = Files.write(stopped.resolve("stopped.cli"), lines);
        new JbossCli(workplace, stopped).run("--file=" + script);
    }

    private void tellTheRunning(String command) {
        new JbossCli(workplace, running).run("--connect", "--controller=" + server.controller(), command);
    }

    private ModelNode attribute(String name, String... resource) {
        ModelNode address = resource.length == 0 ? new ModelNode().setEmptyList() : Operations.createAddress(resource);
        return server.execute(Operations.createReadAttributeOperation(address, name));
    }

    private void assertIsConfiguredAndServes() throws Exception {
        // Of the pool at work, not only of its configuration.
        assertThat(attribute("max-pool-size", WORKER).asInt()).isEqualTo(200);
        assertThat(attribute("jndi-name", EXECUTOR).asString()).isEqualTo(EXECUTOR_NAME);
        assertThat(attribute("core-threads", EXECUTOR).asInt()).isEqualTo(200);
        assertThat(attribute("max-threads", EXECUTOR).asInt()).isEqualTo(200);
        assertThat(attribute("queue-length", EXECUTOR).asInt()).isEqualTo(10_000);
        assertThat(attribute("hung-task-threshold", EXECUTOR).asLong()).isEqualTo(60_000);
        assertThat(attribute("dispatch-to-worker", WEBSOCKETS).asBoolean()).isFalse();
        boolean needsExecutor = workplace.javaVersion() < VIRTUAL_THREADS_SINCE;
        ModelNode properties = Operations.createOperation("read-children-resources");
        properties.get("child-type").set("system-property");
        assertThat(server.execute(properties).toString().contains(EXECUTOR_NAME))
                .isEqualTo(needsExecutor);

        try (Client client = new Client(server.deploy(WAR, "demo"))) {
            assertThat(client.call("{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}"))
                    .isEqualTo("{\"message\":\"Hello, Ada!\"}");
            assertThat(attribute("task-count", EXECUTOR).asInt() > 0).isEqualTo(needsExecutor);
        }
        server.undeploy("demo");
    }

    /** It changes for a moment whenever a handler is done. */
    private void awaitOfTheExecutor(String attribute, int value) {
        long deadline = System.nanoTime() + ServerProcess.PATIENCE.toNanos();
        int seen = attribute(attribute, EXECUTOR).asInt();
        while (seen != value) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(attribute + " is " + seen + ", not " + value);
            }
            seen = attribute(attribute, EXECUTOR).asInt();
        }
    }

    /** What the page says how to see how busy they are, seen while one more handler waits than there are threads. */
    private void assertRunsHandlersOnItsExecutor() {
        try (Sleepers waiting = Sleepers.crowd(server.deploy(WAR, "demo"), EXECUTOR_THREADS + 1)) {
            if (workplace.javaVersion() < VIRTUAL_THREADS_SINCE) {
                waiting.await(
                        server, EXECUTOR_THREADS, "EE-ManagedExecutorService-signalbox-Thread-", Sleepers.HANDLER);
                awaitOfTheExecutor("active-thread-count", EXECUTOR_THREADS);
                awaitOfTheExecutor("current-queue-size", 1);
            } else {
                assertThat(waiting.count()).isGreaterThan(EXECUTOR_THREADS);
                assertThat(attribute("active-thread-count", EXECUTOR).asInt()).isZero();
            }
            assertThat(attribute("busy-task-thread-count", WORKER).asInt()).isLessThan(EXECUTOR_THREADS);
            assertThat(attribute("queue-size", WORKER).asInt()).isZero();
        }
        server.undeploy("demo");
    }

    @Test
    void changesARunningServerOnce() throws Exception {
        server.start(Map.of());
        assertThat(configuration(running)).content().doesNotContain("signalbox");
        tellTheRunning("--file=" + SCRIPT);
        Path once = copy(running);
        tellTheRunning("--command=reload");
        assertIsConfiguredAndServes();

        tellTheRunning("--file=" + SCRIPT);
        assertThat(configuration(running)).hasSameTextualContentAs(once);
        // Not "reload-required": nothing has changed. Operators may reload all the same.
        assertThat(attribute("server-state").asString()).isEqualTo("running");
        tellTheRunning("--command=reload");
        assertThat(configuration(running)).hasSameTextualContentAs(once);
        assertIsConfiguredAndServes();
    }

    @Test
    void changesAStoppedServerOnceAndAsARunningOne() throws Exception {
        assertThat(configuration(stopped)).content().doesNotContain("signalbox");
        applyToTheStopped(List.of());
        Path once = copy(stopped);
        applyToTheStopped(List.of());
        assertThat(configuration(stopped)).hasSameTextualContentAs(once);

        server.start(Map.of());
        assertIsConfiguredAndServes();
        assertRunsHandlersOnItsExecutor();
        tellTheRunning("--file=" + SCRIPT);
        assertThat(configuration(running)).hasSameTextualContentAs(once);
    }

    @Test
    void makesTheSameOfAConfigurationThatSomebodyHasChanged() throws Exception {
        applyToTheStopped(List.of());
        Path ours = copy(stopped);
        install();
        applyToTheStopped(CHANGES);
        assertThat(configuration(stopped)).hasSameTextualContentAs(ours);
    }
}
