package io.github.signalbox.functional;

import io.github.signalbox.SignalboxServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/** Two standalone servers in one JVM, each with a CDI container of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneNeighboursIT implements NeighboursBehaviour {

    private static SignalboxServer left;
    private static SignalboxServer right;

    @BeforeAll
    static void start() {
        left = Standalone.builder()
                .maxConnections(LEFT_PLACES)
                .handlerThreads(LEFT_THREADS)
                .maxMessageSize(LEFT_SIZE)
                .allowedOrigins(LEFT_ORIGIN)
                .handlerTimeout(Duration.ofMinutes(1))
                .shutdownTimeout(Duration.ofMillis(500))
                .start();
        right = Standalone.builder()
                .maxConnections(RIGHT_PLACES)
                .maxMessageSize(RIGHT_SIZE)
                .allowedOrigins(RIGHT_ORIGIN)
                .start();
    }

    @AfterAll
    static void stop() {
        left.close();
        right.close();
    }

    @Override
    public URI left() {
        return Standalone.uri(left);
    }

    @Override
    public URI right() {
        return Standalone.uri(right);
    }

    @Override
    public void endLeft() {
        left.close();
    }
}
