package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the WildFly of the build offers to handlers, sign-in and its own threads included. */
@ExtendWith(ArquillianExtension.class)
class WildFlyPlatformIT implements PlatformBehaviour {

    private static final String SIGN_IN = """
            <login-config>
              <auth-method>BASIC</auth-method>
              <realm-name>signalbox-test</realm-name>
            </login-config>
            <security-role>
              <role-name>admin</role-name>
            </security-role>
            """;

    /** Set up by {@code test.cli}, with the users below. */
    private static final String JBOSS_WEB_XML =
            "<jboss-web><security-domain>signalbox-test</security-domain></jboss-web>";

    @Deployment(testable = false)
    static WebArchive application() {
        return PlatformBehaviour.with(Wars.of("platform", Map.of()), SIGN_IN)
                .addAsWebInfResource(new StringAsset(JBOSS_WEB_XML), "jboss-web.xml");
    }

    @Override
    public URI uri() {
        return Wars.onWildFly("platform");
    }

    /** A user's connection. The password is the name. */
    private RawClient signedIn(String user) throws Exception {
        RawClient client = RawClient.connect(uri());
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.US_ASCII));
        assertThat(client.handshake("Authorization: Basic " + credentials + "\r\n"))
                .startsWith("HTTP/1.1 101 ");
        return client;
    }

    /** The answer to a user. */
    private String ask(String user, String route) throws Exception {
        try (RawClient client = signedIn(user)) {
            client.text(request(route, "null"));
            return client.readText();
        }
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

    @Test
    void answers401ToWhoHasNotSignedIn() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("ee.admin", "null"))).isEqualTo(failure(401, "Not signed in"));
            assertThat(client.ask(request("ee.signedIn", "null"))).isEqualTo(failure(401, "Not signed in"));
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    void answersWhoHasTheRole() throws Exception {
        assertThat(ask("ada", "ee.admin")).isEqualTo("\"ada\"");
        assertThat(ask("ada", "ee.signedIn")).isEqualTo("true");
    }

    @Test
    void sendsToAllConnectionsOfAUserAndToNobodyElse() throws Exception {
        try (RawClient ada = signedIn("ada");
                RawClient again = signedIn("ada");
                RawClient bob = signedIn("bob");
                TextClient nobody = connect()) {
            // Each has opened when it has an answer.
            for (RawClient client : List.of(ada, again, bob)) {
                client.text(request("it.echo", "1"));
                assertThat(client.readText()).isEqualTo("1");
            }
            assertThat(nobody.ask(request("ee.tell", "\"ada\""))).isEqualTo("2");
            for (RawClient client : List.of(ada, again)) {
                assertThat(client.readText()).isEqualTo(request("ee.told", "\"ada\""));
            }
            bob.text(request("ee.tell", "\"eve\""));
            assertThat(bob.readText()).isEqualTo("0");
        }
    }

    @Test
    void answers403ToWhoLacksTheRole() throws Exception {
        assertThat(ask("bob", "ee.admin")).isEqualTo(failure(403, "Not allowed"));
        assertThat(ask("bob", "ee.signedIn")).isEqualTo("true");
    }
}
