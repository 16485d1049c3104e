package io.github.signalbox.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in a room, and what was said there last. Thread-safe. */
final class ChatRoom {

    /** What somebody who comes later is still told. */
    static final int MOST_MESSAGES = 30;

    /** How many are named. Where there are more, they are only counted. */
    static final int MOST_NAMES = 20;

    /**
     * What was said; also an event.
     *
     * @param number counts from 1, in each room
     * @param from who said it: an id, since several may have one name
     * @param time in UTC, as ISO-8601 has it
     */
    public record Message(String room, long number, String from, String name, String text, String time) {}

    /**
     * Who is there; also an event.
     *
     * @param revision grows with each change: of two events, the one with the greater is the newer
     * @param names of those who came first
     * @param news who has come or gone, in words; null if this is not about a change
     */
    public record People(
            String room,
            long revision,
            int count,
            List<String> names,
            @Nullable String news) {}

    private final String name;
    private final Map<String, String> members = new LinkedHashMap<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private long revision;
    private long said;

    ChatRoom(String name) {
        this.name = name;
    }

    synchronized void enter(String id, String member) {
        members.put(id, member);
        revision++;
    }

    /**
     * Takes a member out.
     *
     * @return its name; empty if it was not there
     */
    synchronized Optional<String> leave(String id) {
        Optional<String> member = Optional.ofNullable(members.remove(id));
        if (member.isPresent()) {
            revision++;
        }
        return member;
    }

    synchronized boolean isEmpty() {
        return members.isEmpty();
    }

    /**
     * Keeps what a member says.
     *
     * @return empty if it is no member
     */
    synchronized Optional<Message> add(String id, String text) {
        String member = members.get(id);
        if (member == null) {
            return Optional.empty();
        }
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        Message message = new Message(name, ++said, id, member, text, time);
        messages.add(message);
        if (messages.size() > MOST_MESSAGES) {
            messages.remove();
        }
        return Optional.of(message);
    }

    synchronized People people(@Nullable String news) {
        List<String> names = members.values().stream().limit(MOST_NAMES).toList();
        return new People(name, revision, members.size(), names, news);
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }
}
