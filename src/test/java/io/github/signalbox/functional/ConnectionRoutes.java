package io.github.signalbox.functional;

import io.github.signalbox.Call;
import io.github.signalbox.Closed;
import io.github.signalbox.Connection;
import io.github.signalbox.Connections;
import io.github.signalbox.Opened;
import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What an application can do with connections, to be asked for over the wire. */
@ApplicationScoped
class ConnectionRoutes {

    /** What happens when the next client connects. */
    enum Reception {
        QUIET,
        WELCOME,
        FAIL,
        CLOSE
    }

    private final AtomicReference<Reception> next = new AtomicReference<>(Reception.QUIET);
    private final Map<String, String> farewells = new ConcurrentHashMap<>();

    @Inject
    Connections connections;

    void opened(@Observes @Opened Connection connection) {
        connection.attributes().put("opened", connections.find(connection.id()).orElseThrow() == connection);
        switch (next.getAndSet(Reception.QUIET)) {
            case WELCOME -> {
                connection.send("it.welcome", connection.id());
                connection.send("it.welcome", Map.of("again", true));
            }
            case FAIL -> throw new IllegalStateException("a secret of the observer");
            case CLOSE -> {
                connection.send("it.welcome", null);
                connection.close(4001, "Not today");
            }
            default -> {}
        }
    }

    void closed(@Observes @Closed Connection connection) {
        connection.send("it.tooLate", 1);
        farewells.merge(
                connection.id(),
                "closed with " + running(connection).get() + " running, "
                        + connections.find(connection.id()).isPresent(),
                (first, second) -> first + " and again " + second);
    }

    private static AtomicInteger running(Connection connection) {
        return (AtomicInteger) connection.attributes().computeIfAbsent("running", key -> new AtomicInteger());
    }

    /** What is done when the next client connects. */
    @Route("it.nextOpened")
    void nextOpened(Reception reception) {
        next.set(reception);
    }

    /** What is known of the end of a connection. */
    @Route("it.farewell")
    String farewell(String id) {
        return farewells.getOrDefault(id, "");
    }

    /** Runs until the connection is gone, and a little longer. */
    @Route("it.outlive")
    void outlive(Call call) throws Exception {
        AtomicInteger running = running(call.connection());
        running.incrementAndGet();
        Await.until("the connection is gone", call::isCancelled);
        running.decrementAndGet();
    }

    @Route("it.count")
    int count() {
        return connections.count();
    }

    @Route("it.knows")
    boolean knows(String id) {
        return connections.find(id).isPresent();
    }

    @Route("it.self")
    Map<String, Object> self(Call call) {
        Connection self = call.connection();
        return Map.of(
                "id", self.id(),
                "address", self.remoteAddress(),
                "principal", self.principal().map(Principal::getName).orElse(""),
                "admin", self.isUserInRole("admin"),
                "same", connections.find(self.id()).orElseThrow() == self,
                "opened", self.attributes().getOrDefault("opened", false));
    }

    /** Keeps a value for the connection and gives back the one before. */
    @Route("it.remember")
    String remember(String value, Call call) {
        Object before = call.connection().attributes().put("remembered", value);
        return before == null ? "" : before.toString();
    }

    @Route("it.sendTo")
    void sendTo(JsonObject order) {
        connections.find(order.getString("to")).orElseThrow().send(order.getString("event"), order.get("params"));
    }

    /** Sends an event to the caller, before the answer. */
    @Route(value = "it.sendBack", blocking = false)
    int sendBack(int count, Call call) {
        for (int i = 0; i < count; i++) {
            call.connection().send("it.event", i);
        }
        return count;
    }

    @Route("it.close")
    String close(JsonObject order, Call call) {
        String id = order.getString("id", call.connection().id());
        Connection connection = connections.find(id).orElseThrow();
        try {
            connection.send("it.last", "words");
            connection.close(order.getInt("code"), order.getString("reason"));
        } catch (IllegalArgumentException e) {
            return "refused";
        }
        return "closed";
    }
}
