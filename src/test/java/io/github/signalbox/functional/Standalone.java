package io.github.signalbox.functional;

import io.github.signalbox.SignalboxServer;
import java.net.URI;

/** Standalone servers for tests. */
final class Standalone {

    private Standalone() {}

    /** On a free port, with the settings of {@link Target}, and silent. */
    static SignalboxServer.Builder builder() {
        return SignalboxServer.builder()
                .host("127.0.0.1")
                .port(0)
                .maxMessageSize(Target.MAX_MESSAGE_SIZE)
                .maxPending(Target.MAX_PENDING)
                .handlerTimeout(Target.HANDLER_TIMEOUT)
                .logger(new RecordingLogger());
    }

    static URI uri(SignalboxServer server) {
        return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    }
}
