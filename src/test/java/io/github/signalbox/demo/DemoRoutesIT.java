package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import io.github.signalbox.functional.TextClient;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's routes over a real socket, found as beans. */
class DemoRoutesIT {

    private static SignalboxServer server;

    @BeforeAll
    static void start() {
        server = SignalboxServer.builder().host("127.0.0.1").port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TextClient connect() throws Exception {
        return TextClient.open(URI.create("ws://127.0.0.1:" + server.port() + "/ws"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}|{\"message\":\"Hello, Ada!\"}",
                "{\"Route\":\"echo\",\"Params\":{\"a\":[1,2.50,null]}}|{\"a\":[1,2.50,null]}",
                "{\"Route\":\"echo\",\"Params\":12345678901234567890}|12345678901234567890",
                "{\"Route\":\"echo\"}|null",
                "{\"Route\":\"fail\"}|{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}",
                "{\"Route\":\"sleep\",\"Params\":{\"millis\":1}}|{\"millis\":1}",
                "{\"Route\":\"echo\",\"Params\":[],\"Id\":7}|{\"Id\":7,\"code\":0,\"msg\":\"ok\",\"data\":[]}",
            })
    void answers(String request, String answer) throws Exception {
        try (TextClient caller = connect()) {
            assertThat(caller.ask(request)).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "hello|{}|hello needs a name",
                "hello|null|hello needs a name",
                "sleep|{\"millis\":60001}|sleep needs millis",
                "sleep|{}|sleep needs millis",
                "clock|null|A stream needs an Id",
            })
    void saysWhatIsMissing(String route, String params, String msg) throws Exception {
        try (TextClient caller = connect()) {
            String answer = caller.ask("{\"Route\":\"" + route + "\",\"Params\":" + params + "}");
            assertThat(answer).startsWith("{\"code\":1,\"msg\":\"" + msg);
        }
    }

    @Test
    void ticksUntilTheCallerCancels() throws Exception {
        try (TextClient caller = connect()) {
            caller.send("{\"Route\":\"clock\",\"Params\":{\"millis\":10},\"Id\":7}");
            for (int tick = 1; tick <= 5; tick++) {
                assertThat(caller.next())
                        .startsWith("{\"Id\":7,\"code\":0,\"msg\":\"next\",\"data\":{\"number\":")
                        .contains("\"time\":\"20");
            }
            caller.send("{\"Route\":\"$cancel\",\"Id\":7}");
            String last = caller.next();
            while (last.contains("\"next\"")) {
                last = caller.next();
            }
            assertThat(last).isEqualTo("{\"Id\":7,\"code\":0,\"msg\":\"end\",\"data\":null}");
            assertThat(caller.ask("{\"Route\":\"echo\",\"Params\":1}")).isEqualTo("1");
        }
    }

    @Test
    void hasNoOtherRoute() {
        assertThat(server.routes().routes())
                // Those are of the tests of the library.
                .filteredOn(route -> !route.startsWith("it."))
                .containsExactlyInAnyOrder(
                        "chat.join", "chat.leave", "chat.say", "clock", "echo", "fail", "hello", "sleep");
    }
}
