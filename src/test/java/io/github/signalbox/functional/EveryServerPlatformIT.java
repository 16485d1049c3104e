package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.LeftOut;
import io.github.signalbox.functional.server.OnEveryServer;
import java.net.URI;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What a Jakarta EE server offers to handlers, on each of them. */
@OnEveryServer
@LeftOut(on = "standalone", why = "no naming, no transactions and no sign-in there")
class EveryServerPlatformIT implements PlatformBehaviour, SignInBehaviour {

    /** Only WildFly reads it: a domain of {@code test.cli} that leaves it to the application who signs in. */
    private static final String JBOSS_WEB_XML =
            "<jboss-web><security-domain>signalbox-test-application</security-domain></jboss-web>";

    private static @Nullable DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        application = DeployedApplication.deploy(
                server,
                PlatformBehaviour.with(Wars.of("platform", Map.of()), SignInBehaviour.ROLES)
                        .addClass(Users.class)
                        .addAsWebInfResource(new StringAsset(JBOSS_WEB_XML), "jboss-web.xml"));
    }

    @AfterAll
    static void undeploy() {
        if (application != null) {
            application.close();
        }
    }

    @Override
    public URI uri() {
        return application.endpoint();
    }
}
