package io.github.signalbox.demo;

import io.github.signalbox.Call;
import io.github.signalbox.Closed;
import io.github.signalbox.Connection;
import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import io.github.signalbox.Sends;
import io.github.signalbox.demo.ChatRoom.Message;
import io.github.signalbox.demo.ChatRoom.People;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A chat with rooms. Who has joined one is sent {@code chat.message} for what is said there and {@code chat.people} for who comes
 * and goes. A room is there as long as somebody is in it.
 */
@ApplicationScoped
@Sends(route = "chat.people", params = People.class)
class Chat {

    /** How many one connection may be in, since each of them takes memory. */
    static final int MOST_ROOMS = 4;

    /** The rooms of the chat need not be the only ones. */
    private static final String PREFIX = "chat ";

    /** The code of the failure if the caller is not in the room. */
    static final int NOT_IN_THE_ROOM = 2;

    /** The code of the failure if the caller is in as many rooms as may be. */
    static final int TOO_MANY_ROOMS = 3;

    /** The {@code Params} of {@code chat.join}. */
    public record Entry(@Nullable String room, @Nullable String name) {}

    /**
     * The answer: the words as they were taken, who is there, and what was said last.
     *
     * @param you what stands in {@link Message#from} of what the caller says, for as long as it is connected
     */
    public record Joined(String room, String name, String you, People people, List<Message> messages) {}

    /** The {@code Params} of {@code chat.leave}. */
    public record Exit(@Nullable String room) {}

    /** The {@code Params} of {@code chat.say}. */
    public record Words(@Nullable String room, @Nullable String text) {}

    private final Map<String, ChatRoom> rooms = new ConcurrentHashMap<>();

    @Inject
    Connections connections;

    /** Who is in the room already gets the new name. */
    @Route("chat.join")
    Joined join(@Nullable Entry entry, Call call) {
        String room = ChatText.room(entry == null ? null : entry.room());
        String name = ChatText.name(entry == null ? null : entry.name());
        Connection caller = call.connection();
        List<String> others = caller.rooms().stream()
                .filter(other -> other.startsWith(PREFIX) && !other.equals(audience(room)))
                .toList();
        if (others.size() >= MOST_ROOMS) {
            throw new RouteException(TOO_MANY_ROOMS, "One can be in " + MOST_ROOMS + " rooms at a time");
        }
        caller.join(audience(room));
        ChatRoom joined = rooms.compute(room, (key, there) -> {
            ChatRoom place = there == null ? new ChatRoom(room) : there;
            place.enter(caller.id(), name);
            return place;
        });
        tell(joined.people(name + " is here"));
        if (connections.find(caller.id()).isEmpty()) {
            // It was told of its end before it was in.
            remove(room, caller.id());
        }
        return new Joined(room, name, caller.id(), joined.people(null), joined.messages());
    }

    /** Does nothing if the caller is not in the room. */
    @Route("chat.leave")
    void leave(@Nullable Exit exit, Call call) {
        String room = ChatText.room(exit == null ? null : exit.room());
        call.connection().leave(audience(room));
        remove(room, call.connection().id());
    }

    /** Everybody in the room gets it, the caller included. */
    @Route("chat.say")
    @Sends(route = "chat.message", params = Message.class)
    Message say(@Nullable Words words, Call call) {
        String room = ChatText.room(words == null ? null : words.room());
        String text = ChatText.text(words == null ? null : words.text());
        Message message = Optional.ofNullable(rooms.get(room))
                .flatMap(place -> place.add(call.connection().id(), text))
                .orElseThrow(() -> new RouteException(NOT_IN_THE_ROOM, "Join the room before you speak in it"));
        connections.room(audience(room)).send("chat.message", message);
        return message;
    }

    void gone(@Observes @Closed Connection connection) {
        rooms.keySet().forEach(room -> remove(room, connection.id()));
    }

    /** Takes a member out, and the room away with the last. */
    private void remove(String room, String id) {
        List<String> left = new ArrayList<>();
        ChatRoom remains = rooms.computeIfPresent(room, (key, place) -> {
            place.leave(id).ifPresent(left::add);
            return place.isEmpty() ? null : place;
        });
        if (remains != null && !left.isEmpty()) {
            tell(remains.people(left.get(0) + " has left"));
        }
    }

    private void tell(People people) {
        connections.room(audience(people.room())).send("chat.people", people);
    }

    private static String audience(String room) {
        return PREFIX + room;
    }
}
