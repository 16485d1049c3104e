package io.github.signalbox.functional;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads of servers that have come up since this was made. Those of tests before may still be on their way out. */
public final class NewThreads {

    private final Set<Thread> before = ofServers();

    /** Those that are alive. */
    public Set<Thread> alive() {
        Set<Thread> now = ofServers();
        now.removeAll(before);
        return now;
    }

    private static Set<Thread> ofServers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().toLowerCase(Locale.ROOT).matches(".*(signalbox|grizzly|tyrus).*"))
                .collect(Collectors.toSet());
    }
}
