package io.github.signalbox.functional.soak;

import io.github.signalbox.Call;
import io.github.signalbox.Connection;
import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Handlers for a long run: they keep nothing, so that what is kept is the library's. */
@ApplicationScoped
public class SoakRoutes {

    /** An event of {@link #flood}. */
    public static class Drop {

        /** Its place, from 0 on. */
        public int drop;

        /** Of the flood. */
        public long number;

        /** To make it large. */
        public String pad = "";
    }

    @Inject
    Connections connections;

    /** For the container. */
    SoakRoutes() {}

    @Route("it.count")
    int count() {
        return connections.count();
    }

    @Route(value = "soak.self", blocking = false)
    String self(Call call) {
        return call.connection().id();
    }

    /** Whether that connection was there to be sent an event. */
    @Route("soak.sendTo")
    boolean sendTo(JsonObject order) {
        Optional<Connection> target = connections.find(order.getString("to"));
        target.ifPresent(each -> each.send("soak.event", order.get("params")));
        return target.isPresent();
    }

    /** Sends events to the caller until it has had them all, or is gone. */
    @Route("soak.flood")
    int flood(JsonObject order, Call call) {
        int sent = 0;
        Drop drop = new Drop();
        drop.number = order.getJsonNumber("number").longValue();
        drop.pad = "x".repeat(order.getInt("size"));
        while (sent < order.getInt("count") && !call.isCancelled()) {
            drop.drop = sent;
            call.connection().send("soak.drop", drop);
            sent++;
        }
        return sent;
    }

    /** Streams as many as were ordered, as they are asked for. */
    @Route("soak.stream")
    Flow.Publisher<Drop> stream(JsonObject order) {
        return new Drops(order);
    }

    /** Answers after a while, and blocks nobody. */
    @Route(value = "soak.later", blocking = false)
    CompletionStage<JsonValue> later(JsonObject order) {
        return CompletableFuture.supplyAsync(
                () -> order.get("result"),
                CompletableFuture.delayedExecutor(order.getInt("millis"), TimeUnit.MILLISECONDS));
    }

    /** Blocks for a while, unless nobody waits for the answer any more. */
    @Route("soak.hold")
    JsonValue hold(JsonObject order, Call call) throws Exception {
        CompletableFuture<JsonValue> never = new CompletableFuture<>();
        for (int i = 0; i < order.getInt("millis") && !call.isCancelled(); i++) {
            try {
                return never.get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // As it should be.
            }
        }
        return order.get("result");
    }

    /** Does not answer. */
    @Route(value = "soak.never", blocking = false)
    CompletionStage<String> never() {
        return new CompletableFuture<>();
    }
}
