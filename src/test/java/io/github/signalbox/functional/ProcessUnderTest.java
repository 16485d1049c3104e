package io.github.signalbox.functional;

import io.github.signalbox.SignalboxServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;

/** A program as an application has it: tells its port, waits to be stopped. Its handler answers with a line of its input. */
final class ProcessUnderTest {

    private ProcessUnderTest() {}

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
        try (SignalboxServer server = SignalboxServer.builder()
                .port(0)
                .handlerTimeout(Duration.ofMinutes(5))
                .register("line", String.class, (params, call) -> input.nextLine())
                .start()) {
            System.out.println("PORT " + server.port());
            server.await();
        }
        System.out.println("END OF MAIN");
    }
}
