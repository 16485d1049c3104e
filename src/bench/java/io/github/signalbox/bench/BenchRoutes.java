package io.github.signalbox.bench;

import io.github.signalbox.Call;
import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What is measured: an echo of a typed record, on the thread that delivers and on one that may block, and events to a room. */
@ApplicationScoped
public class BenchRoutes {

    private static final String ROOM = "bench";

    @Inject
    Connections connections;

    /**
     * What is said and said back.
     *
     * @param message any text
     */
    public record Message(String message) {}

    /** Answers at once. */
    @Route(value = "echo", blocking = false)
    Message echo(Message said) {
        return said;
    }

    /** The same, as a handler that may block. */
    @Route("echo.blocking")
    Message echoBlocking(Message said) {
        return said;
    }

    /** Becomes one of those that are told. */
    @Route(value = "join", blocking = false)
    void join(Call call) {
        call.connection().join(ROOM);
    }

    /** Tells all of them. */
    @Route(value = "publish", blocking = false)
    void publish(Message said) {
        connections.room(ROOM).send("said", said);
    }
}
