package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document of the standalone server, which has the library on its class path and is told nothing about it. */
class StandaloneAsyncApiIT implements AsyncApiBehaviour {

    private static SignalboxServer server;

    @BeforeAll
    static void start() {
        server = Standalone.builder().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public URI described() {
        return Standalone.uri(server);
    }

    @Test
    void hasTheRoutesThatAreRegisteredLater() throws Exception {
        assertThat(AsyncApiBehaviour.document(described(), "GET").body()).doesNotContain("it.describe.late");
        server.routes().register("it.describe.late", String.class, (params, call) -> params);
        assertThat(AsyncApiBehaviour.document(described(), "GET").body()).contains("it.describe.late");
    }

    @Test
    void isNotThereWhereItIsSwitchedOff() throws Exception {
        try (SignalboxServer silent = Standalone.builder().asyncapi(false).start()) {
            assertThat(AsyncApiBehaviour.document(Standalone.uri(silent), "GET").statusCode())
                    .isEqualTo(404);
        }
    }
}
