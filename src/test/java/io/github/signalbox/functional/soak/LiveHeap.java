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
     * Collects, and counts what is left, while somebody is connected. Fails if that leaves no trace: then the patterns above are
     * those of classes that are no longer called so, and would find nothing of a leak either.
     *
     * @param server one that runs, with a client
     * @return as it is now
     */
    public static LiveHeap of(AppServer server) {
        // It counts what is reachable only, for which it collects first.
        String histogram = server.diagnose("GC.class_histogram");
        LiveHeap heap = in(histogram);
        if (heap.connections == 0 || heap.ours <= heap.connections) {
            throw new AssertionError("Somebody is connected to " + server.name() + ", and it has " + heap
                    + ": look at the names of classes in LiveHeap");
        }
        return heap;
    }

    /**
     * Counts.
     *
     * @param histogram as {@code GC.class_histogram} makes it, with other text around it or without
     * @return what it says; no connections where nobody is connected
     */
    public static LiveHeap in(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("No histogram: " + histogram);
        }
        return new LiveHeap(Long.parseLong(total.group(1)), objects(CONNECTIONS, histogram), objects(OURS, histogram));
    }

    /** Each of several applications has classes of these names. */
    private static long objects(Pattern line, String histogram) {
        return line.matcher(histogram)
                .results()
                .mapToLong(each -> Long.parseLong(each.group(1)))
                .sum();
    }

    @Override
    public String toString() {
        return bytes / 1000 / 1000.0 + " MB with " + connections + " connections and " + ours
                + " objects of the library";
    }
}
