package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the WildFly of the build offers to handlers, sign-in and its own threads included. */
@ExtendWith(ArquillianExtension.class)
class WildFlyPlatformIT implements PlatformBehaviour, SignInBehaviour {

    private static final String SIGN_IN = """
            <login-config>
              <auth-method>BASIC</auth-method>
              <realm-name>signalbox-test</realm-name>
            </login-config>
            """;

    /** Set up by {@code test.cli}, with the users below. */
    private static final String JBOSS_WEB_XML =
            "<jboss-web><security-domain>signalbox-test</security-domain></jboss-web>";

    @Deployment(testable = false)
    static WebArchive application() {
        return PlatformBehaviour.with(Wars.of("platform", Map.of()), SIGN_IN + SignInBehaviour.ROLES)
                .addAsWebInfResource(new StringAsset(JBOSS_WEB_XML), "jboss-web.xml");
    }

    @Override
    public URI uri() {
        return Wars.onWildFly("platform");
    }

    /** As {@code configure.cli} says: the executor that it sets up is for a JVM without virtual threads. */
    @Test
    void runsHandlersOnTheThreadsThatAreMeantForThem() throws Exception {
        // Arquillian starts WildFly on the JVM that it runs on itself.
        String expected = Runtime.version().feature() < 21
                ? "\"EE-ManagedExecutorService-signalbox-Thread-"
                : "\"signalbox-handler-";
        try (TextClient client = connect()) {
            assertThat(client.ask(request("ee.thread", "null"))).startsWith(expected);
            // Where the message arrived, once the thread of the last answer has let go of the connection.
            Await.until("the connection is idle", () -> client.ask(request("ee.threadNow", "null"))
                    .startsWith("\"default I/O-"));
        }
    }
}
