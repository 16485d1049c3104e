package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import io.github.signalbox.functional.server.Unstarted;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Settings from outside: what an operator gives the server's JVM, and its process. */
@OnEveryServer
@Order(OnEveryServer.STARTS)
class EveryServerPropertyIT {

    private static final int LIMIT = 1000;

    /** The server runs on with them, and so they are none that the tests after this one would feel. */
    private static final Map<String, String> PROPERTIES = Map.of(SizeLimit.SETTING, String.valueOf(LIMIT));

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SIGNALBOX_MAX_MESSAGE_SIZE",
            String.valueOf(2 * LIMIT),
            "SIGNALBOX_ALLOWED_ORIGINS",
            "https://variable.example");

    private static final Map<String, String> FILE = Map.of(
            SizeLimit.SETTING,
            String.valueOf(3 * LIMIT),
            "signalbox.allowed-origins",
            "https://file.example",
            "signalbox.handler-timeout",
            "PT0.2S");

    @Test
    void putsASystemPropertyBeforeAVariableAndAVariableBeforeTheFile(@Unstarted AppServer server) throws Exception {
        server.start(PROPERTIES, ENVIRONMENT);
        WebArchive war = Wars.of("property", FILE).addClasses(GateRoutes.class);
        try (DeployedApplication application = DeployedApplication.deploy(server, war)) {
            SizeLimit.assertAt(LIMIT, application.endpoint());
            assertThat(Handshakes.admits(application.endpoint(), "Origin: https://variable.example\r\n"))
                    .isTrue();
            Handshakes.assertRefused(
                    application.endpoint(), "Origin: https://file.example\r\n", 403, "Origin not allowed", false);
            try (TextClient client = TextClient.open(application.endpoint())) {
                assertThat(client.ask(request("it.later", "\"never\""))).startsWith("{\"code\":408,");
            }
        }
    }
}
