package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.soak.LiveHeap;
import java.util.Map;
import java.util.Set;

/**
 * What a server may have kept after a soak.
 *
 * @param bytes of its whole heap
 * @param ofAHandshake objects of each class that a handshake needs, whoever has lost it
 * @param ofOthers objects of each other class of the library
 */
record SoakMargins(long bytes, long ofAHandshake, long ofOthers) {

    /** What threads, pools and caches come to; 1 MB was measured at most. An object kept for each request would be more. */
    private static final long BYTES = 4_000_000;

    /** GlassFish and Payara keep log records that are to be written, and buffers of Grizzly's: 20 MB were measured. */
    private static final long BYTES_OF_GRIZZLY = 30_000_000;

    /** One in ten of these clients costs WildFly some kilobytes. */
    private static final long WILDFLY_KEEPS_OF_A_RESET = 2_000;

    /** A connection that leaked with one of 20 faults would be ten of each. */
    private static final long FEW = 3;

    /** Liberty's idle threads remember what they did last; one of them was seen to. */
    private static final long REMEMBERED_BY_THREADS = 3;

    private static final Set<String> OF_A_HANDSHAKE = Set.of(
            "admission.Admitted",
            "admission.Handshake",
            "admission.Lease",
            "endpoint.Gathering",
            "endpoint.SignalboxEndpoint",
            "endpoint.Ticket",
            "endpoint.UndertowControl",
            "session.Peer");

    /**
     * After a soak.
     *
     * @param lost how many clients have reset their connections when the server had their whole handshake
     * @param ever how many with those of the warm-up
     */
    static SoakMargins of(AppServer server, int lost, int ever) {
        return switch (server.name()) {
            // Such a client's channel is kept until the undeployment, and the request hangs on it.
            case "wildfly" -> new SoakMargins(BYTES + lost * WILDFLY_KEEPS_OF_A_RESET, FEW + lost, FEW);
            // In eight runs the handshakes that were kept were up to as many as had ever been lost; none outlived the
            // application.
            case "payara", "glassfish" -> new SoakMargins(BYTES_OF_GRIZZLY, FEW + ever, FEW);
            case "liberty" -> new SoakMargins(BYTES, FEW + REMEMBERED_BY_THREADS, FEW + REMEMBERED_BY_THREADS);
            default -> new SoakMargins(BYTES, FEW, FEW);
        };
    }

    /** How many connections a heap may have that are over. */
    static long remembered(AppServer server) {
        return server.name().equals("liberty") ? REMEMBERED_BY_THREADS : 0;
    }

    /** Of which classes there are too many objects, and how many more than before. */
    Map<String, Long> exceeded(LiveHeap before, LiveHeap after) {
        Map<String, Long> growth = after.growth(before);
        growth.entrySet()
                .removeIf(
                        each -> each.getValue() <= (OF_A_HANDSHAKE.contains(each.getKey()) ? ofAHandshake : ofOthers));
        return growth;
    }
}
