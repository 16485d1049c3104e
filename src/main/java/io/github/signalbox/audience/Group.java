package io.github.signalbox.audience;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some members, each of them once. Thread-safe. */
final class Group<M> {

    private final Set<M> members = new HashSet<>(2);

    /** The members as they are, if anybody has asked since the last change. Guarded by this, as they are. */
    private @Nullable List<M> snapshot;

    synchronized void add(M member) {
        if (members.add(member)) {
            snapshot = null;
        }
    }

    /** Takes a member out, who need not be in; false if nobody is left. */
    synchronized boolean remove(M member) {
        if (members.remove(member)) {
            snapshot = null;
        }
        return !members.isEmpty();
    }

    synchronized int size() {
        return members.size();
    }

    /**
     * The members at this moment. Copied at most once between two changes: who sends to a thousand pays for a thousand
     * anyway, and who joins does not.
     */
    synchronized List<M> snapshot() {
        List<M> known = snapshot;
        if (known == null) {
            known = List.copyOf(members);
            snapshot = known;
        }
        return known;
    }
}
