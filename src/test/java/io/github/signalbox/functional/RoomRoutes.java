package io.github.signalbox.functional;

import io.github.signalbox.Audience;
import io.github.signalbox.Call;
import io.github.signalbox.Connection;
import io.github.signalbox.Connections;
import io.github.signalbox.Opened;
import io.github.signalbox.Route;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rooms and everyone, to be asked for over the wire. */
@ApplicationScoped
class RoomRoutes {

    /** Where everybody is from the beginning. */
    static final String LOBBY = "lobby";

    static final int SENDERS = 4;

    /** Events that a timer sends, one after another: each run sets the timer for the next. */
    record Ticks(ScheduledExecutorService timer, Audience audience) {

        /** The name of each, whose params are its number from 1. */
        static final String EVENT = "it.tick";

        static final int LAST = 3;
        private static final long MILLIS = 10;

        /** Sends the first of them soon. */
        void begin() {
            sendSoon(1);
        }

        private void sendSoon(int number) {
            Future<?> unused = timer.schedule(() -> send(number), MILLIS, TimeUnit.MILLISECONDS);
        }

        private void send(int number) {
            audience.send(EVENT, number);
            if (number < LAST) {
                sendSoon(number + 1);
            }
        }
    }

    @Inject
    Connections connections;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    void opened(@Observes @Opened Connection connection) {
        connection.join(LOBBY);
    }

    @Route(value = "it.join", blocking = false)
    void join(String room, Call call) {
        call.connection().join(room);
    }

    @Route(value = "it.leave", blocking = false)
    void leave(String room, Call call) {
        call.connection().leave(room);
    }

    @Route("it.rooms")
    List<String> rooms(Call call) {
        return List.copyOf(new TreeSet<>(call.connection().rooms()));
    }

    /** How many are in a room; everywhere, if none is named. */
    @Route("it.present")
    int present(@Nullable String room) {
        return audience(room).count();
    }

    /** Sends an event to a room, or to everyone, before the answer. */
    @Route("it.publish")
    void publish(JsonObject order) {
        audience(order.getString("room", null)).send(order.getString("event"), order.get("params"));
    }

    /** Sends that many events to a room from each of some threads that are the application's own. */
    @Route("it.publishAside")
    void publishAside(JsonObject order) throws InterruptedException {
        Audience audience = audience(order.getString("room"));
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            senders.add(new Thread(() -> {
                for (int n = 0; n < order.getInt("events"); n++) {
                    audience.send("it.event", Map.of("sender", sender, "n", n));
                }
            }));
        }
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
    }

    /** Has a timer of the application's own send {@link Ticks} to a room. */
    @Route("it.ticks")
    void ticks(String room) {
        new Ticks(timer, connections.room(room)).begin();
    }

    /** What becomes of joining a room. */
    @Route("it.tryJoin")
    String tryJoin(@Nullable String room, Call call) {
        try {
            call.connection().join(room);
            return "joined";
        } catch (IllegalArgumentException | NullPointerException e) {
            return e.getClass().getSimpleName();
        }
    }

    private Audience audience(@Nullable String room) {
        return room == null ? connections.all() : connections.room(room);
    }
}
