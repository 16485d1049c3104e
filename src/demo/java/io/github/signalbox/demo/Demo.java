package io.github.signalbox.demo;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;

/** Runs the demo without an application server. Every setting comes from configuration: {@code -Dsignalbox.port=9000}. */
public final class Demo {

    private Demo() {}

    /**
     * Serves until SIGTERM or Ctrl-C.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        OneLineLog.use();
        try (SignalboxServer server = SignalboxServer.builder().start()) {
            System.out.println(welcome(server.host(), server.port()));
            server.await();
        } catch (ServerStartException | ConfigurationException refused) {
            // The message says what to do. A stack trace would only hide it.
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    static String welcome(String host, int port) {
        String address = (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
        return """

                Signalbox listens.

                  Open   http://%1$s/      a chat, a clock, and a console to try the routes
                  Or     ws://%1$s/ws      with any WebSocket client, which sends for example
                         {"Route":"hello","Params":{"name":"Ada"}}
                         {"Route":"echo","Params":[1,2,3],"Id":7}
                         {"Route":"clock","Id":8}

                Routes: echo, hello, fail, sleep, clock, chat.join, chat.say, chat.leave. Ctrl-C stops.
                """.formatted(address);
    }
}
