package io.github.signalbox.functional.soak;

import io.github.signalbox.functional.server.AppServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's JVM cannot collect.
 *
 * @param bytes of all objects
 * @param connections of the library's objects, those of which there is one for each connection
 * @param ours all objects of the library's, but for the container ring, which belongs to the container
 */
public record LiveHeap(long bytes, long connections, long ours) {

    private static final Pattern CONNECTIONS =
            Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +io\\.github\\.signalbox\\.session\\.LiveConnection( |$)");

    private static final Pattern OURS =
            Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +io\\.github\\.signalbox\\.(?!functional|endpoint)");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+) *$");

    /**
     * Collects, and counts what is left.
     *
     * @param server one that runs
     * @return as it is now
     */
    public static LiveHeap of(AppServer server) {
        // It counts what is reachable only, for which it collects first.
        String histogram = server.diagnose("GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("No histogram: " + histogram);
        }
        Matcher connections = CONNECTIONS.matcher(histogram);
        long ours = OURS.matcher(histogram)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
        return new LiveHeap(
                Long.parseLong(total.group(1)), connections.find() ? Long.parseLong(connections.group(1)) : 0, ours);
    }

    @Override
    public String toString() {
        return bytes / 1000 / 1000.0 + " MB with " + connections + " connections and " + ours
                + " objects of the library";
    }
}
