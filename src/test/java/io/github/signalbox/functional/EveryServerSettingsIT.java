package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import io.github.signalbox.functional.server.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Settings in the application, and what an operator reads about a mistake. */
@OnEveryServer
class EveryServerSettingsIT {

    private static final int LIMIT = 1000;

    @Test
    void obeysTheFileInTheWar(AppServer server) throws Exception {
        WebArchive war = Wars.of("filed", Map.of(SizeLimit.SETTING, String.valueOf(LIMIT)));
        try (DeployedApplication application = DeployedApplication.deploy(server, war)) {
            SizeLimit.assertAt(LIMIT, application.endpoint());
        }
    }

    @Test
    void tellsTheOperatorWhichValueIsWrongAndWhatToWrite(AppServer server) throws Exception {
        WebArchive war = Wars.of("wrong", Map.of("signalbox.ping-timeout", "soon"));
        assertThat(refusal(server, war, "SBX0001"))
                .contains("signalbox.ping-timeout")
                .contains("'soon'")
                .contains("PT20S");
    }

    @Test
    void tellsTheOperatorWhichBeansAnswerOneRouteAndGoesOnServing(AppServer server) throws Exception {
        try (DeployedApplication bystander = DeployedApplication.deploy(server, Wars.of("bystander", Map.of()));
                TextClient client = TextClient.open(bystander.endpoint())) {
            WebArchive twice = Wars.of("twice", Map.of()).addClasses(WildFlyTwice.class);
            assertThat(refusal(server, twice, "SBX0101"))
                    .contains("it.echo")
                    .contains("WildFlyTwice")
                    .contains("WireRoutes");
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    /** What the server's log has of a deployment that it refuses with this number. */
    private static String refusal(AppServer server, WebArchive war, String number) throws Exception {
        long before = Files.exists(server.log()) ? Files.size(server.log()) : 0;
        assertThatThrownBy(() -> DeployedApplication.deploy(server, war)).isInstanceOf(ServerException.class);
        Await.until(number + " is in the log", () -> logged(server, before).contains(number));
        return logged(server, before);
    }

    private static String logged(AppServer server, long since) throws IOException {
        byte[] log = Files.readAllBytes(server.log());
        return new String(log, (int) since, log.length - (int) since, StandardCharsets.UTF_8);
    }
}
