package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.LeftOut;
import io.github.signalbox.functional.server.OnEveryServer;
import io.github.signalbox.functional.server.ServerException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document, in the same WARs on every server. */
@OnEveryServer
class EveryServerAsyncApiIT implements AsyncApiBehaviour {

    private static DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        application = DeployedApplication.deploy(server, Wars.described("described"));
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Override
    public URI described() {
        return application.endpoint();
    }

    @Test
    @LeftOut(on = "standalone", why = "nobody looks at constraints there")
    void describesWhatIsAnsweredToParamsThatBreakAConstraint(AppServer server) throws Exception {
        answersAsDescribedThatParamsDoNotFit("it.describe.checked", "{\"text\":\"" + "x".repeat(101) + "\"}");
    }

    @Test
    void isNotThereUnlessItIsSwitchedOn(AppServer server) throws Exception {
        try (DeployedApplication silent = DeployedApplication.deploy(server, Wars.of("silent", Map.of()))) {
            assertThat(AsyncApiBehaviour.document(silent.endpoint(), "GET").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void leavesAFileOfTheApplicationInItsPlace(AppServer server) throws Exception {
        WebArchive war = Wars.described("filed").addAsWebResource(new StringAsset("{\"own\":true}"), "asyncapi.json");
        try (DeployedApplication filed = DeployedApplication.deploy(server, war)) {
            assertThat(AsyncApiBehaviour.document(filed.endpoint(), "GET").body())
                    .isEqualTo("{\"own\":true}");
        }
    }

    @Test
    void stopsTheDeploymentWhereTheLibraryIsMissing(AppServer server) throws Exception {
        WebArchive war = Wars.of("bare", Map.of("signalbox.asyncapi", "true"));
        assertThatThrownBy(() -> DeployedApplication.deploy(server, war)).isInstanceOf(ServerException.class);
        Await.until(
                "SBX0005 is in the log", () -> Files.readString(server.log()).contains("SBX0005"));
        assertThat(Files.readString(server.log())).contains("com.github.victools:jsonschema-generator");
    }
}
