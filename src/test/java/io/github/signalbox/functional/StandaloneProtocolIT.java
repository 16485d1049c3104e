package io.github.signalbox.functional;

import io.github.signalbox.SignalboxServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every behaviour, on the standalone server. */
class StandaloneProtocolIT implements ProtocolBehaviour, EagerClientBehaviour {

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
    public URI uri() {
        return Standalone.uri(server);
    }
}
