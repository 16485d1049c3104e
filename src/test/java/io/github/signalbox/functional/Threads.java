package io.github.signalbox.functional;

import io.github.signalbox.functional.server.AppServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is at work in a server's JVM.
 *
 * @param names of all threads, the server's and those of applications
 */
record Threads(List<String> names) {

    private static final String OURS = "signalbox-";
    private static final String CLOCK = OURS + "heartbeat";

    static Threads of(AppServer server) {
        return new Threads(server.threads());
    }

    /** Of each application that is at work, one. */
    long clocks() {
        return names.stream().filter(CLOCK::equals).count();
    }

    /**
     * The others that the library has started: those for handlers.
     *
     * @param known those that handlers have said they run on: what a server's factory makes has names of the server's
     */
    List<String> handlers(Set<String> known) {
        return names.stream()
                .filter(name -> known.contains(name) || name.startsWith(OURS) && !name.equals(CLOCK))
                .toList();
    }

    /** The kinds of threads that have become more, by that many or by more than that. A kind is a name without its numbers. */
    Set<String> moreThan(Threads before, int growth) {
        Map<String, Long> earlier = before.kinds();
        return kinds().entrySet().stream()
                .filter(kind -> kind.getValue() - earlier.getOrDefault(kind.getKey(), 0L) >= growth)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, Long> kinds() {
        return names.stream().collect(Collectors.groupingBy(Threads::kind, Collectors.counting()));
    }

    static String kind(String name) {
        return name.replaceAll("\\d+", "#");
    }
}
