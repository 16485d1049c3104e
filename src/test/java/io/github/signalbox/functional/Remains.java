package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.soak.LiveHeap;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * What a server's JVM holds of applications with Signalbox.
 *
 * @param loaders class loaders with the library that were not collected
 * @param connections the library's objects for clients
 * @param sockets of clients, whoever has opened them
 */
record Remains(long loaders, long connections, long sockets) {

    /** A line of the class loaders; those of the histogram have a number and a colon. */
    private static final Pattern LOADED =
            Pattern.compile("(?m)^[^:\\n]*\\bio\\.github\\.signalbox\\.session\\.Switchboard$");

    /** After the garbage was collected. */
    static Remains of(AppServer server, URI endpoint) {
        // One line for each command: to attach once costs less than to do so three times.
        String found = server.diagnose("GC.run\nVM.classloaders show-classes\nGC.class_histogram");
        return new Remains(
                LOADED.matcher(found).results().count(),
                LiveHeap.in(found).connections(),
                server.connectionsAt(endpoint.getPort()));
    }
}
