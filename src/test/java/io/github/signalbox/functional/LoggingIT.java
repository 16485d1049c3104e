package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people are told. */
class LoggingIT {

    private final RecordingLogger log = new RecordingLogger();

    private static String id(String line) {
        return line.split(" ", 3)[1];
    }

    private void assertNoLineIsBroken() {
        assertThat(log.lines()).allSatisfy(line -> assertThat(line.codePoints()
                        .allMatch(c -> !Character.isISOControl(c) && c != 0x2028 && c != 0x2029 && c != 0x202e))
                .as(line)
                .isTrue());
    }

    @Test
    void hasOneLineEachForConnectErrorAndCloseWithTheId() throws Exception {
        try (SignalboxServer server = Standalone.builder().logger(log).start()) {
            try (TextClient client = TextClient.open(Standalone.uri(server))) {
                client.ask(request("it.throw", "\"checked\""));
                client.ask(request("it.echo", "1"));
                client.ask(request("it.absent", "1"));
                client.ask("no request");
            }
            Await.until("it is closed", () -> !log.lines(" closed ").isEmpty());
        }
        String id = id(log.lines(" opened ").get(0));
        assertThat(id).matches("[0-9a-f]{16}");
        assertThat(log.lines(id))
                .hasSize(3)
                .satisfiesExactly(
                        opened -> assertThat(opened).isEqualTo("INFO " + id + " opened from 127.0.0.1"),
                        failed -> assertThat(failed)
                                .startsWith(
                                        "ERROR " + id + " failed in it.throw: java.io.IOException: a secret\\u000d"),
                        closed -> assertThat(closed).startsWith("INFO " + id + " closed with 100"));
        assertNoLineIsBroken();
    }

    @Test
    @SuppressWarnings("try") // a client that is only there
    void hasOneLineForARefusal() throws Exception {
        try (SignalboxServer server =
                Standalone.builder().logger(log).maxConnections(1).start()) {
            URI uri = Standalone.uri(server);
            try (RawClient refused = RawClient.connect(uri)) {
                refused.handshake("Origin: http://evil.example/\u0085\u009b\t{0}\r\n");
            }
            try (RawClient client = RawClient.open(uri);
                    RawClient refused = RawClient.connect(uri)) {
                refused.handshake("");
            }
        }
        List<String> refusals = log.lines(" refused with ");
        assertThat(refusals).hasSize(2);
        assertThat(refusals.get(0))
                .startsWith("WARNING ")
                .contains(" refused with 403: ", "http://evil.example", "{0}");
        assertThat(refusals.get(1)).startsWith("WARNING ").contains(" refused with 503: ", "signalbox.max-connections");
        assertThat(id(refusals.get(0))).matches("[0-9a-f]{16}").isNotEqualTo(id(refusals.get(1)));
        assertNoLineIsBroken();
    }

    @Test
    void isNotBrokenByTextOfCallersAndExceptions() throws Exception {
        String evil = "evil\r\n\u001b[2J\u2028\u202e{0}'%s\u0000";
        try (SignalboxServer server = Standalone.builder()
                .logger(log)
                .register("evil\r\n\u2028route", JsonValue.class, (params, call) -> {
                    throw new IllegalStateException(evil, new IllegalArgumentException(evil + params));
                })
                .start()) {
            try (TextClient client = TextClient.open(Standalone.uri(server))) {
                String answer = client.ask(request("evil\\r\\n\\u2028route", "\"\\r\\nINFO forged\""));
                assertThat(answer).isEqualTo(Target.failure(1, "Handler failed"));
            }
        }
        assertThat(log.lines("ERROR ")).hasSize(1);
        assertThat(log.lines("ERROR ").get(0)).contains("evil\\u000d\\u000a", "caused by", "{0}'%s");
        assertNoLineIsBroken();
    }

    @Test
    void saysWhereItListensAndThatItStopped() {
        SignalboxServer server = Standalone.builder().logger(log).start();
        server.close();
        assertThat(log.lines("Listening at ws://127.0.0.1:" + server.port() + "/ws"))
                .hasSize(1);
        assertThat(log.lines("Stopped")).hasSize(1);
        assertThat(log.lines().get(0).toUpperCase(Locale.ROOT)).startsWith("INFO ");
    }

    @Test
    void canBeAsBrokenAsItLikes() throws Exception {
        SignalboxServer server = Standalone.builder().logger(new BrokenLogger()).start();
        try (TextClient client = TextClient.open(Standalone.uri(server))) {
            assertThat(client.ask(request("it.throw", "\"checked\""))).isEqualTo(Target.failure(1, "Handler failed"));
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
        server.close();
        assertThat(server.connections().count()).isZero();
    }

    /** An application's logger that fails for everything. */
    private static final class BrokenLogger implements System.Logger {

        @Override
        public String getName() {
            return "broken";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String msg, @Nullable Throwable thrown) {
            throw new IllegalStateException("The disk is full");
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object @Nullable ... params) {
            throw new IllegalStateException("The disk is full");
        }
    }
}
