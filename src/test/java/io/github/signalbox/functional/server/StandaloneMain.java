package io.github.signalbox.functional.server;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;

/** An application's main class, put beside its own classes. It uses nothing else of the tests. */
final class StandaloneMain {

    static final String READY = "The application listens at port ";
    static final String REFUSED = "The application does not start: ";

    private StandaloneMain() {}

    public static void main(String[] args) {
        try (SignalboxServer server =
                SignalboxServer.builder().host("127.0.0.1").port(0).start()) {
            System.out.println(READY + server.port());
            server.await();
        } catch (ServerStartException | ConfigurationException refused) {
            System.out.println(REFUSED + refused.getMessage());
            System.exit(1);
        }
    }
}
