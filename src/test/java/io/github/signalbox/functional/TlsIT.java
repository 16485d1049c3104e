package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every behaviour, on the standalone server and encrypted. */
class TlsIT implements ProtocolBehaviour {

    private static final int LARGE = 300;
    private static final String BULK = "\"" + "x".repeat(60_000) + "\"";

    @TempDir
    static Path directory;

    private static Identity identity;
    private static SignalboxServer server;

    @BeforeAll
    static void start() throws Exception {
        identity = Identity.in(directory, "EC");
        server =
                Standalone.builder().tls(identity.certificate(), identity.key()).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public URI uri() {
        return URI.create("wss://127.0.0.1:" + server.port() + "/ws");
    }

    /** Both directions stand still in between: the socket takes no more answers, and no more requests are read. */
    @Test
    void answersAllToAClientThatReadsLate() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id = 0; id < LARGE; id++) {
            all.writeBytes(RawClient.textFrame(request(id, id % 2 == 0 ? "it.echoBlocking" : "it.echo", BULK)));
        }
        try (RawClient client = RawClient.connect(uri(), 8192).upgraded()) {
            Thread writer = client.writing(all.toByteArray());
            for (int id = 0; id < LARGE; id++) {
                assertThat(client.readText()).isEqualTo(success(id, BULK));
            }
            writer.join();
        }
    }

    @Test
    void takesAKeyOfRsa() throws Exception {
        Identity rsa = Identity.in(directory, "RSA");
        try (SignalboxServer other =
                        Standalone.builder().tls(rsa.certificate(), rsa.key()).start();
                TextClient client = TextClient.open(URI.create("wss://127.0.0.1:" + other.port() + "/ws"))) {
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    void answersNobodyWhoDoesNotEncrypt() throws Exception {
        try (RawClient client = RawClient.connect(URI.create("ws://127.0.0.1:" + server.port() + "/ws"))) {
            client.write(client.request(""));
            client.readToTheEnd();
        }
        try (TextClient other = connect()) {
            assertThat(other.ask(request("it.echo", "2"))).isEqualTo("2");
        }
    }

    @Test
    void doesNotStartWithoutItsKey() {
        refuses(identity.certificate(), directory.resolve("nowhere.pem"), "signalbox.tls.key", "cannot be read");
        refuses(directory.resolve("nowhere.pem"), identity.key(), "signalbox.tls.certificate", "cannot be read");
    }

    @Test
    void doesNotStartWithAKeyOfAnotherKind() throws Exception {
        refuses(identity.certificate(), identity.certificate(), "signalbox.tls.key", "holds no BEGIN PRIVATE KEY");
        refuses(
                identity.certificate(),
                Identity.in(Files.createDirectory(directory.resolve("other")), "RSA")
                        .key(),
                "signalbox.tls.key",
                "holds no key of the certificate's kind");
        refuses(
                identity.certificate(),
                Identity.in(Files.createDirectory(directory.resolve("another")), "EC")
                        .key(),
                "signalbox.tls.key",
                "holds another key than the certificate's");
        refuses(identity.key(), identity.key(), "signalbox.tls.certificate", "holds no certificates in PEM");
    }

    private static void refuses(Path certificate, Path key, String setting, String problem) {
        assertThatThrownBy(() -> Standalone.builder().tls(certificate, key).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("SBX0204: " + setting + " is '")
                .hasMessageContaining(problem);
    }
}
