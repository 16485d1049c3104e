package io.github.signalbox.standalone;

import io.github.signalbox.ServerStartException;
import io.github.signalbox.SignalboxServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A program that starts its server too late: while the JVM runs the shutdown hooks. */
final class StartWhileStopping {

    private StartWhileStopping() {}

    public static void main(String[] args) throws Exception {
        InetSocketAddress address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> start(address)));
    }

    private static void start(InetSocketAddress address) {
        try (SignalboxServer server = SignalboxServer.builder()
                .host(address.getHostString())
                .port(address.getPort())
                .start()) {
            System.out.println("started at " + server.port());
        } catch (ServerStartException | IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(address);
            System.out.println("the port is free");
        } catch (java.io.IOException e) {
            System.out.println("the port is taken: " + e.getMessage());
        }
    }
}
