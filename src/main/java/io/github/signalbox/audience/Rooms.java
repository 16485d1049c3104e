package io.github.signalbox.audience;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Who is in which room. Neither a room that nobody is in nor a member that is in no room takes memory here. Thread-safe.
 *
 * @param <M> a member; told apart by {@code equals}
 */
public final class Rooms<M> {

    private final Groups<M> groups = new Groups<>();

    /** What each member is in. A member's changes are made in its turn, and those of a room within it, never the other way. */
    private final ConcurrentMap<M, Set<String>> joined = new ConcurrentHashMap<>();

    private final Predicate<? super M> isOpen;

    /**
     * Rooms without members.
     *
     * @param isOpen whether a member may still join; once it says false it does so for ever, and {@link #leaveAll} follows.
     *     Asked with a lock held
     */
    public Rooms(Predicate<? super M> isOpen) {
        this.isOpen = isOpen;
    }

    /**
     * Lets a good name pass.
     *
     * @param room any text but none
     * @return the same
     * @throws IllegalArgumentException if it is empty
     * @throws NullPointerException if it is null
     */
    public static String checked(String room) {
        Objects.requireNonNull(room, "A room's name must not be null.");
        if (room.isEmpty()) {
            throw new IllegalArgumentException(
                    "A room's name must not be '': give it at least one character; everyone is Connections.all().");
        }
        return room;
    }

    /**
     * Takes a member in, unless it is there already, or open no more.
     *
     * @param room from {@link #checked}
     * @param member who
     */
    public void join(String room, M member) {
        joined.compute(member, (key, known) -> {
            // In the member's turn: whoever comes after its end is refused, whoever came before is found by leaveAll.
            if (!isOpen.test(member)) {
                return known;
            }
            Set<String> rooms = known == null ? new HashSet<>(2) : known;
            if (rooms.add(room)) {
                groups.add(room, member);
            }
            return rooms;
        });
    }

    /**
     * Lets a member go; nothing happens if it is not in the room.
     *
     * @param room from {@link #checked}
     * @param member who
     */
    public void leave(String room, M member) {
        joined.computeIfPresent(member, (key, rooms) -> {
            if (rooms.remove(room)) {
                groups.remove(room, member);
            }
            return rooms.isEmpty() ? null : rooms;
        });
    }

    /**
     * Lets a member go that is open no more, whatever it is in.
     *
     * @param member who
     */
    public void leaveAll(M member) {
        joined.computeIfPresent(member, (key, rooms) -> {
            rooms.forEach(room -> groups.remove(room, member));
            return null;
        });
    }

    /**
     * What a member is in.
     *
     * @param member who
     * @return the names as they are now; an immutable copy
     */
    public Set<String> of(M member) {
        List<String> names = new ArrayList<>();
        // Read in the member's turn, since the set is none that two threads may use.
        joined.computeIfPresent(member, (key, rooms) -> {
            names.addAll(rooms);
            return rooms;
        });
        return Set.copyOf(names);
    }

    /**
     * Who is in a room, as {@link Groups#members} has it.
     *
     * @param room a name
     * @return empty if nobody is
     */
    public List<M> members(String room) {
        return groups.members(room);
    }

    /**
     * How many are in a room.
     *
     * @param room a name
     * @return 0 if nobody is
     */
    public int size(String room) {
        return groups.size(room);
    }

    /**
     * Whether nobody is in any room.
     *
     * @return true if nothing is kept
     */
    public boolean isEmpty() {
        return joined.isEmpty() && groups.isEmpty();
    }
}
