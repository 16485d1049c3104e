package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.soak.LiveHeap;
import java.util.Map;
import java.util.Set;

/**
 * What a server may have kept after a soak.
 *
 * @param bytes of its whole heap
 * @param keeps classes of the library that the server keeps objects of
 * @param ofThese how many of each
 * @param ofOthers how many of each other class of the library
 */
record SoakMargins(long bytes, Set<String> keeps, long ofThese, long ofOthers) {

    /** What threads, pools and caches come to; 1 MB was measured at most. An object kept for each request would be more. */
    private static final long BYTES = 4_000_000;

    /** GlassFish and Payara keep log records that are to be written, and buffers of Grizzly's: 20 MB were measured. */
    private static final long BYTES_OF_GRIZZLY = 30_000_000;

    /** One in ten of these clients costs WildFly some kilobytes. */
    private static final long WILDFLY_KEEPS_OF_A_RESET = 2_000;

    /** A connection that leaked with one of 20 faults would be ten of each. */
    private static final long FEW = 3;

    /** Liberty's idle threads remember what they did last; three of them were seen to, on a busy machine. */
    private static final long REMEMBERED_BY_THREADS = 10;

    /** What hangs on the request of a handshake, or on its channel. */
    private static final Set<String> OF_A_HANDSHAKE = Set.of(
            "admission.Admitted",
            "admission.Handshake",
            "admission.Lease",
            "codec.EnvelopeDecoder",
            "endpoint.Gathering",
            "endpoint.HandshakeFilter$1",
            "endpoint.SignalboxEndpoint",
            "endpoint.Ticket",
            "endpoint.UndertowControl",
            "endpoint.UndertowEndpoint",
            "endpoint.UndertowEndpoint$Receiver",
            "endpoint.UndertowTexts",
            "session.Peer");

    /** A shell, once it is destroyed, that hangs on a request which Grizzly keeps for another. */
    private static final String OF_A_CACHED_REQUEST = "endpoint.TyrusUpgradeHandler";

    /** Grizzly keeps 16 for each thread that has ended a connection: one of 256 for handlers, or of a few of its own. */
    private static final long CACHED_REQUESTS = 16 * 300;

    /**
     * After a soak.
     *
     * @param lost how many clients have reset their connections when the server had their whole handshake
     */
    static SoakMargins of(AppServer server, int lost) {
        return switch (server.name()) {
            // Such a client's channel is kept until the undeployment, and the request hangs on it.
            case "wildfly" -> new SoakMargins(BYTES + lost * WILDFLY_KEEPS_OF_A_RESET, OF_A_HANDSHAKE, FEW + lost, FEW);
            case "payara", "glassfish" ->
                new SoakMargins(BYTES_OF_GRIZZLY, Set.of(OF_A_CACHED_REQUEST), CACHED_REQUESTS, FEW);
            case "liberty" -> new SoakMargins(BYTES, Set.of(), 0, FEW + REMEMBERED_BY_THREADS);
            default -> new SoakMargins(BYTES, Set.of(), 0, FEW);
        };
    }

    /** How many connections a heap may have that are over. */
    static long remembered(AppServer server) {
        return server.name().equals("liberty") ? REMEMBERED_BY_THREADS : 0;
    }

    /** Of which classes there are too many objects, and how many more than before. */
    Map<String, Long> exceeded(LiveHeap before, LiveHeap after) {
        Map<String, Long> growth = after.growth(before);
        growth.entrySet().removeIf(each -> each.getValue() <= (keeps.contains(each.getKey()) ? ofThese : ofOthers));
        return growth;
    }
}
