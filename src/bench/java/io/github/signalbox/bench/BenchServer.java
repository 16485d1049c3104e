package io.github.signalbox.bench;

import io.github.signalbox.SignalboxServer;

/** A standalone server with the routes of {@link BenchRoutes}. Its log is silent, as that of the servers beside it is. */
public final class BenchServer {

    private BenchServer() {}

    /**
     * Serves until it is stopped.
     *
     * @param args the port
     */
    public static void main(String[] args) {
        try (SignalboxServer server = SignalboxServer.builder()
                .port(Integer.parseInt(args[0]))
                .maxConnections(20_000)
                .logger(new Silence())
                .start()) {
            server.await();
        }
    }
}
