package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import java.util.regex.Pattern;

/**
 * What a server's JVM holds of applications with Signalbox.
 *
 * @param loaders class loaders with the library that were not collected
 * @param clocks threads of applications that are still at work, of which each has one
 * @param connections clients
 */
record Remains(long loaders, long clocks, long connections) {

    /** A line of the class loaders; those of the histogram have a number and a colon. */
    private static final Pattern LOADED =
            Pattern.compile("(?m)^[^:\\n]*\\bio\\.github\\.signalbox\\.session\\.Switchboard$");

    private static final Pattern CLOCK = Pattern.compile("\"signalbox-heartbeat\"");
    private static final Pattern LIVE =
            Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +io\\.github\\.signalbox\\.session\\.LiveConnection$");

    /** After the garbage was collected. */
    static Remains of(AppServer server) {
        // One line for each command: to attach once costs less than to do so four times.
        String found = server.diagnose("GC.run\nVM.classloaders show-classes\nThread.print\nGC.class_histogram");
        return new Remains(
                LOADED.matcher(found).results().count(),
                CLOCK.matcher(found).results().count(),
                LIVE.matcher(found)
                        .results()
                        .mapToLong(line -> Long.parseLong(line.group(1)))
                        .sum());
    }
}
