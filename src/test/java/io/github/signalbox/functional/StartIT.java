package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that cannot start say why, and leave nothing behind. */
class StartIT {

    private final NewThreads threads = new NewThreads();

    @AfterEach
    void nothingIsLeft() throws Exception {
        Await.until("no thread is left", () -> threads.alive().isEmpty());
    }

    private static void assertRefused(
            Class<? extends Throwable> type, UnaryOperator<SignalboxServer.Builder> change, String... texts) {
        assertThatThrownBy(() -> change.apply(Standalone.builder()).start().close())
                .isInstanceOf(type)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(texts));
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertRefused(
                    ServerStartException.class,
                    server -> server.port(port),
                    "SBX0201: ",
                    "127.0.0.1:" + port,
                    "taken",
                    "signalbox.port");
        }
    }

    @Test
    void startsOnceThePortIsFree() throws Exception {
        int port;
        try (SignalboxServer first = Standalone.builder().start()) {
            port = first.port();
            assertRefused(ServerStartException.class, server -> server.port(port), "SBX0201: ");
            try (RawClient client = RawClient.open(Standalone.uri(first))) {
                client.text(Target.request("it.echo", "1"));
                assertThat(client.readText()).isEqualTo("1");
            }
        }
        Standalone.builder().port(port).start().close();
    }

    @Test
    void namesTheHostThatIsNotOfThisMachine() {
        // For documentation (RFC 5737), so nobody has it.
        assertRefused(
                ServerStartException.class,
                server -> server.host("203.0.113.7"),
                "SBX0201: ",
                "203.0.113.7",
                "signalbox.host");
    }

    @Test
    void namesTheHostThatIsUnknown() {
        assertRefused(
                ServerStartException.class,
                server -> server.host("no-such-host.invalid"),
                "SBX0201: ",
                "no-such-host.invalid",
                "signalbox.host");
    }

    @Test
    void namesTheSettingThatIsNotAllowed() {
        assertRefused(
                IllegalArgumentException.class,
                server -> server.maxConnections(0),
                "SBX0001: ",
                "signalbox.max-connections",
                "0");
        assertRefused(
                IllegalArgumentException.class, server -> server.port(70_000), "SBX0001: ", "signalbox.port", "70000");
        assertRefused(
                IllegalArgumentException.class,
                server -> server.handlerTimeout(Duration.ZERO),
                "SBX0001: ",
                "signalbox.handler-timeout",
                "PT0S");
        assertRefused(
                IllegalArgumentException.class,
                server -> server.allowedOrigins("example.com/path"),
                "SBX0",
                "signalbox.allowed-origins",
                "example.com/path");
        assertRefused(IllegalArgumentException.class, server -> server.host("a b"), "SBX0001: ", "signalbox.host");
    }

    @Test
    void namesTheSystemPropertyThatIsWrong() {
        System.setProperty("signalbox.max-connections", "many");
        try {
            assertRefused(
                    IllegalArgumentException.class,
                    server -> server,
                    "SBX0001: ",
                    "signalbox.max-connections",
                    "many",
                    "(from ");
        } finally {
            System.clearProperty("signalbox.max-connections");
        }
    }

    @Test
    @SuppressWarnings("try") // clients that are only there
    void readsSystemPropertiesAndLetsTheProgramWin() throws Exception {
        System.setProperty("signalbox.max-connections", "1");
        try (SignalboxServer one = Standalone.builder().start();
                SignalboxServer two = Standalone.builder().maxConnections(2).start();
                RawClient first = RawClient.open(Standalone.uri(one));
                RawClient second = RawClient.connect(Standalone.uri(one));
                RawClient third = RawClient.open(Standalone.uri(two));
                RawClient fourth = RawClient.open(Standalone.uri(two))) {
            assertThat(second.handshake("")).startsWith("HTTP/1.1 503 ");
        } finally {
            System.clearProperty("signalbox.max-connections");
        }
    }

    @Test
    void refusesARouteThatABeanHas() {
        assertRefused(
                IllegalStateException.class,
                server -> server.register("it.echo", JsonValue.class, (params, call) -> params),
                "it.echo",
                "WireRoutes");
    }

    @Test
    void refusesARouteThatCannotBe() {
        for (String name : new String[] {"", "$mine", "r".repeat(201)}) {
            assertRefused(
                    ConfigurationException.class,
                    server -> server.register(name, JsonValue.class, (params, call) -> params),
                    "SBX01");
        }
        assertRefused(
                ConfigurationException.class,
                server -> server.register("works", Runnable.class, (params, call) -> null),
                "SBX0105");
    }
}
