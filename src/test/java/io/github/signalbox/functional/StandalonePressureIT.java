package io.github.signalbox.functional;

import io.github.signalbox.SignalboxServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Clients that send to the standalone server faster, or read more slowly, than they are served. */
class StandalonePressureIT implements PressureBehaviour, BlockingBehaviour, SlowStreamBehaviour {

    private static SignalboxServer server;

    @BeforeAll
    static void start() {
        server = Standalone.builder()
                .handlerTimeout(Duration.ofMinutes(1))
                .maxOutbound(MAX_OUTBOUND)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public URI uri() {
        return Standalone.uri(server);
    }

    /** With the clients', since all is one process; they keep nothing. */
    @Override
    public long liveHeap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
