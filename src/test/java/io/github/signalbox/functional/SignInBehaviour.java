package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Who a client is, as the server's sign-in found at the handshake, and what follows: roles, and events to one user. Needs {@link
 * PlatformRoutes}, and the users that {@link Users} knows.
 */
interface SignInBehaviour extends Target {

    /** For {@code web.xml}. */
    String ROLES = """
            <security-role>
              <role-name>admin</role-name>
            </security-role>
            """;

    private static String authorization(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
        return "Authorization: Basic " + credentials + "\r\n";
    }

    /** A user's connection. The password is the name. */
    private RawClient signedIn(String user) throws IOException {
        RawClient client = RawClient.connect(uri());
        assertThat(client.handshake(authorization(user, user))).startsWith("HTTP/1.1 101 ");
        return client;
    }

    /** The answer to a user. */
    private String ask(String user, String route) throws IOException {
        try (RawClient client = signedIn(user)) {
            client.text(request(route, "null"));
            return client.readText();
        }
    }

    @Test
    default void answers401ToWhoHasNotSignedIn() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("ee.admin", "null"))).isEqualTo(failure(401, "Not signed in"));
            assertThat(client.ask(request("ee.signedIn", "null"))).isEqualTo(failure(401, "Not signed in"));
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    default void answersWhoHasTheRole() throws Exception {
        assertThat(ask("ada", "ee.admin")).isEqualTo("\"ada\"");
        assertThat(ask("ada", "ee.signedIn")).isEqualTo("true");
    }

    @Test
    default void sendsToAllConnectionsOfAUserAndToNobodyElse() throws Exception {
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
    default void answers403ToWhoLacksTheRole() throws Exception {
        assertThat(ask("bob", "ee.admin")).isEqualTo(failure(403, "Not allowed"));
        assertThat(ask("bob", "ee.signedIn")).isEqualTo("true");
    }

    /** Nothing demands a sign-in here, so that a server may let the client in as nobody, or send it away. */
    @Test
    default void believesNobodyWhoseCredentialsAreWrong() throws Exception {
        for (String wrong : List.of(authorization("ada", "bob"), authorization("eve", "eve"))) {
            try (RawClient client = RawClient.connect(uri())) {
                String head = client.handshake(wrong);
                if (head.startsWith("HTTP/1.1 101 ")) {
                    client.text(request("ee.signedIn", "null"));
                    assertThat(client.readText()).isEqualTo(failure(401, "Not signed in"));
                } else {
                    assertThat(head).startsWith("HTTP/1.1 401 ");
                }
            }
        }
    }
}
