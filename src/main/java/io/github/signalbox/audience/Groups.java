package io.github.signalbox.audience;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Groups under names. A name without members takes no memory, and joining or leaving takes as long in a large group as in a
 * small one. Thread-safe; no foreign code is called but {@code equals} and {@code hashCode} of members.
 *
 * @param <M> a member
 */
public final class Groups<M> {

    /** A group is put in with its first member and taken out with its last, in the turn of its name. */
    private final ConcurrentMap<String, Group<M>> groups = new ConcurrentHashMap<>();

    /** No groups yet. */
    public Groups() {}

    /**
     * Adds a member; nothing changes if it is in the group already.
     *
     * @param name of the group
     * @param member not null
     */
    public void add(String name, M member) {
        groups.compute(name, (key, known) -> {
            Group<M> group = known == null ? new Group<>() : known;
            group.add(member);
            return group;
        });
    }

    /**
     * Takes a member out; nothing changes if it is not in the group.
     *
     * @param name of the group
     * @param member not null
     */
    public void remove(String name, M member) {
        groups.computeIfPresent(name, (key, group) -> group.remove(member) ? group : null);
    }

    /**
     * Who is in a group at one moment during this call: no member twice, and none missing because others come and go.
     *
     * @param name of the group
     * @return in no particular order; empty if nobody is
     */
    public List<M> members(String name) {
        Group<M> group = groups.get(name);
        return group == null ? List.of() : group.snapshot();
    }

    /**
     * How many are in a group.
     *
     * @param name of the group
     * @return 0 if nobody is
     */
    public int size(String name) {
        Group<M> group = groups.get(name);
        return group == null ? 0 : group.size();
    }

    /**
     * Whether no group has a member.
     *
     * @return true if nothing is kept
     */
    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
