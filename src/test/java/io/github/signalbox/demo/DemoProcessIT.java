package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.TextClient;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The demo as a process of its own: what it prints, and how it ends. */
class DemoProcessIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** The default of signalbox.shutdown-timeout and a second, as the README promises. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5 + 1);

    @Test
    void answersWhatIsInFlightAndSaysGoodbyeOnSigterm() throws Exception {
        Await.quick(GONE_WITHIN, () -> {
            Process demo = DemoProcess.start(0);
            try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8);
                    TextClient caller = TextClient.open(DemoProcess.uri(out))) {
                assumeThat(demo.supportsNormalTermination())
                        .as("a system with SIGTERM")
                        .isTrue();
                caller.send("{\"Route\":\"sleep\",\"Params\":{\"millis\":1000},\"Id\":1}");
                caller.awaitRead();
                long signalled = System.nanoTime();
                demo.destroy();

                assertThat(caller.next()).isEqualTo("{\"Id\":1,\"code\":0,\"msg\":\"ok\",\"data\":{\"millis\":1000}}");
                assertThat(caller.ending().code()).isEqualTo(1001);
                assertThat(demo.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                return Duration.ofNanos(System.nanoTime() - signalled);
            } finally {
                demo.destroyForcibly();
            }
        });
    }

    @Test
    void logsOneLineForEachEvent() throws Exception {
        Process demo = DemoProcess.start(0);
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = demo.errorReader(StandardCharsets.UTF_8)) {
            try (TextClient caller = TextClient.open(DemoProcess.uri(out))) {
                caller.ask("{\"Route\":\"fail\"}");
            }
            // The handler's thread and the socket's say what they have to say in either order.
            assertThat(List.of(err.readLine(), err.readLine(), err.readLine(), err.readLine()))
                    .allSatisfy(line -> assertThat(line).matches(TIME + "[A-Z]+ .+"))
                    .anySatisfy(line -> assertThat(line).contains(" INFO Listening at ws://127.0.0.1:"))
                    .anySatisfy(line -> assertThat(line).endsWith(" opened from 127.0.0.1"))
                    .anySatisfy(line -> assertThat(line).contains(" failed in fail: "))
                    .anySatisfy(line -> assertThat(line).contains(" closed with "));
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void leavesTheFormatToWhoeverHasChosenOne() throws Exception {
        Process demo = DemoProcess.start(0, "-Djava.util.logging.SimpleFormatter.format=mine: %5$s%n");
        try (BufferedReader err = demo.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine()).startsWith("mine: Listening at ");
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineWhyItCannotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            Process demo = DemoProcess.start(taken.getLocalPort());
            try (InputStream err = demo.getErrorStream()) {
                String said = new String(err.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(said).contains("127.0.0.1:" + taken.getLocalPort()).doesNotContain("\tat ");
                assertThat(demo.waitFor()).isEqualTo(1);
            } finally {
                demo.destroyForcibly();
            }
        }
    }
}
