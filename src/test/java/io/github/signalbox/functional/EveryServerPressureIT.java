package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import io.github.signalbox.functional.soak.LiveHeap;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send too fast or read too slowly, on every server. */
@OnEveryServer
class EveryServerPressureIT implements PressureBehaviour, SlowStreamBehaviour {

    /** Some servers have five threads for clients, and no way to leave one unread without a thread. */
    private static final int STALLED = 4;

    private static final int LARGE = 50_000;
    private static final int REQUESTS = 2_000;

    /**
     * Of 400 MB that the clients ask for. Each has 64 requests and {@code max-outbound}, 4 MB in all, and what the container reads
     * ahead: 10 MB on Payara and GlassFish.
     */
    private static final long MOST_HELD = 100_000_000;

    /** Payara and GlassFish take 8 MB for each client before they say that it does not read. */
    private static final long MOST_HELD_BY_GRIZZLY = 60_000_000;

    private static AppServer shared;
    private static DeployedApplication application;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        shared = server;
        application = DeployedApplication.deploy(
                server,
                Wars.of("pressure", SETTINGS).addClasses(GateRoutes.class, RoomRoutes.class, StreamRoutes.class));
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Override
    public URI uri() {
        return application.endpoint();
    }

    @Override
    public long liveHeap() {
        return LiveHeap.of(shared).bytes();
    }

    @Override
    public long mostHeldOfStreams() {
        return Set.of("payara", "glassfish").contains(shared.name())
                ? MOST_HELD_BY_GRIZZLY
                : SlowStreamBehaviour.super.mostHeldOfStreams();
    }

    @Test
    void holdsNoMoreThanItsLimitsForClientsThatDoNotRead(AppServer server) throws Exception {
        List<SocketChannel> channels = new ArrayList<>();
        try (TextClient bystander = connect()) {
            ByteBuffer requests = largeRequests();
            for (int i = 0; i < STALLED; i++) {
                channels.add(upgraded());
            }
            long before = LiveHeap.of(server).bytes();
            for (SocketChannel channel : channels) {
                ByteBuffer rest = requests.duplicate();
                PressureBehaviour.writeWhileItReads(channel, rest);
                assertThat(rest.remaining()).as("what it has not read").isGreaterThan(requests.remaining() / 2);
            }
            long held = LiveHeap.of(server).bytes() - before;
            System.out.println(server.name() + " holds " + held + " bytes for " + STALLED + " who do not read");
            assertThat(held).isLessThan(MOST_HELD);
            // Those of the tests before may be noticed late.
            Await.until(
                    "they are here, and nobody else",
                    () -> bystander.ask(request("it.count", "null")).equals(String.valueOf(STALLED + 1)));
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static ByteBuffer largeRequests() {
        byte[] request = RawClient.textFrame(request("it.echo", "\"" + "x".repeat(LARGE) + "\""));
        ByteBuffer all = ByteBuffer.allocate(REQUESTS * request.length);
        for (int i = 0; i < REQUESTS; i++) {
            all.put(request);
        }
        return all.flip();
    }
}
