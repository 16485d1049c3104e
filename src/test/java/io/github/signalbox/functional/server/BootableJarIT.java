package io.github.signalbox.functional.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WildFly and the demo in one file, which the profile {@code bootable} makes. */
@Tag("bootable")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BootableJarIT {

    private static final String JAR =
            System.getProperty("test.bootable.jar", "target/signalbox-0.1.0-demo-bootable.jar");

    private final Workplace workplace = Workplace.ofThisBuild();
    private URI root;
    private ServerProcess process;

    @BeforeEach
    void start() throws Exception {
        int port = ProcessServer.freePort();
        root = URI.create("http://127.0.0.1:" + port + "/");
        // It unpacks itself into a directory for temporary files, and takes that away at its end.
        Path temporary = workplace.emptied("bootable");
        process = ServerProcess.start(
                new ProcessBuilder(
                        workplace.java(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        Path.of(JAR).toAbsolutePath().toString(),
                        "-b=127.0.0.1",
                        "-Djboss.http.port=" + port),
                workplace.log("bootable"));
        process.await(process.expect("WFLYSRV0025"));
    }

    @AfterEach
    void kill() {
        process.kill();
    }

    @Test
    void servesTheDemoAtTheRootUntilSigterm() throws Exception {
        try (Client client = new Client(root)) {
            assertThat(client.call("{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}"))
                    .isEqualTo("{\"message\":\"Hello, Ada!\"}");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(root)
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Signalbox demo");

            process.stop();
            assertThat(client.end()).startsWith("1001");
        }
        assertThat(workplace.directory().resolve("bootable")).isEmptyDirectory();
    }

    @Test
    void listensOnThisMachineOnlyAndForNothingElse() {
        assertThat(process.listening()).containsExactly(new InetSocketAddress(root.getHost(), root.getPort()));
    }
}
