package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SIGTERM to a process of its own. */
class ProcessIT {

    private static final int KILLED_BY_SIGTERM = 128 + 15;

    private Process process;
    private URI uri;

    private void start(Duration shutdownTimeout) throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsignalbox.shutdown-timeout=" + shutdownTimeout,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ProcessUnderTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith("PORT ")) {
            line = output.readLine();
        }
        assertThat(line).as("the process tells its port").isNotNull();
        uri = URI.create("ws://127.0.0.1:" + line.substring("PORT ".length()) + "/ws");
    }

    @AfterEach
    void end() throws Exception {
        process.destroyForcibly().waitFor();
    }

    private void sigterm() {
        // Not Process.destroy: that closes the standard streams, too.
        assertThat(process.toHandle().destroy()).isTrue();
    }

    private void assertIsGone() throws Exception {
        assertThat(process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(KILLED_BY_SIGTERM);
    }

    private RawClient occupy() throws Exception {
        RawClient busy = RawClient.open(uri);
        busy.text(request("line", "null"));
        busy.ping();
        assertThat(busy.read().opcode()).isEqualTo(RawClient.PONG);
        return busy;
    }

    @Test
    void answersWhatIsInFlightAndSaysGoodbye() throws Exception {
        // Whoever waits for this is not gone when the test's patience ends.
        start(Duration.ofMinutes(2));
        try (RawClient busy = occupy();
                TextClient idle = TextClient.open(uri)) {
            sigterm();
            Await.until("it stops", () -> {
                try (RawClient late = RawClient.connect(uri)) {
                    return late.handshake("").startsWith("HTTP/1.1 503 ");
                }
            });
            process.outputWriter(StandardCharsets.UTF_8).append("the answer\n").flush();
            assertThat(busy.readText()).isEqualTo("\"the answer\"");
            assertThat(busy.read()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Server is stopping", 1001));
            assertThat(idle.ending().code()).isEqualTo(1001);
            assertIsGone();
        }
    }

    @Test
    void isGoneInTimeWhateverAHandlerDoes() throws Exception {
        Duration timeout = Duration.ofSeconds(1);
        Await.quick(timeout.plusSeconds(1), () -> {
            start(timeout);
            try (RawClient busy = occupy()) {
                long signalled = System.nanoTime();
                sigterm();
                assertThat(busy.read().code()).isEqualTo(1001);
                assertIsGone();
                return Duration.ofNanos(System.nanoTime() - signalled);
            }
        });
    }
}
