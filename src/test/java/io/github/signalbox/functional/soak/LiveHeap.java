package io.github.signalbox.functional.soak;

import io.github.signalbox.functional.server.AppServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server's JVM cannot collect.
 *
 * @param bytes of all objects
 * @param classes how many objects there are of each class of the library's, without the package's beginning
 */
public record LiveHeap(long bytes, Map<String, Long> classes) {

    /** Without lambdas, whose names say nothing, and which are kept by whom they were made for. */
    private static final Pattern OURS = Pattern.compile(
            "(?m)^ *\\d+: +(\\d+) +\\d+ +io\\.github\\.signalbox\\.((?!functional)(?![^ \\n]*\\$\\$Lambda)[^ \\n]+)");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+) *$");

    /**
     * Collects, and counts what is left, while somebody is connected. Fails if that leaves no trace: then the pattern above is that
     * of classes that are no longer called so, and would find nothing of a leak either.
     *
     * @param server one that runs, with a client
     * @return as it is now
     */
    public static LiveHeap of(AppServer server) {
        // It counts what is reachable only, for which it collects first.
        LiveHeap heap = in(server.diagnose("GC.class_histogram"));
        if (heap.connections() == 0 || heap.classes.size() == 1) {
            throw new AssertionError("Somebody is connected to " + server.name() + ", and it has " + heap.classes
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
        // Each of several applications has classes of these names.
        Map<String, Long> classes = OURS.matcher(histogram)
                .results()
                .collect(Collectors.toMap(
                        line -> line.group(2), line -> Long.parseLong(line.group(1)), Long::sum, TreeMap::new));
        return new LiveHeap(Long.parseLong(total.group(1)), classes);
    }

    /**
     * The library's objects of which there is one for each connection.
     *
     * @return how many
     */
    public long connections() {
        return classes.getOrDefault("session.LiveConnection", 0L);
    }

    /**
     * Of which classes there are more objects than there were.
     *
     * @param before an earlier look
     * @return how many more
     */
    public Map<String, Long> growth(LiveHeap before) {
        Map<String, Long> growth = new TreeMap<>(classes);
        before.classes.forEach((name, count) -> growth.merge(name, -count, Long::sum));
        growth.values().removeIf(count -> count <= 0);
        return growth;
    }

    @Override
    public String toString() {
        return bytes / 1000 / 1000.0 + " MB with " + connections() + " connections";
    }
}
