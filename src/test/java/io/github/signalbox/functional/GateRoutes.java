package io.github.signalbox.functional;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers that do not answer before somebody says so. Each gate has a key. */
@ApplicationScoped
class GateRoutes {

    private final Map<String, CompletableFuture<String>> gates = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> started = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> cancelled = new ConcurrentHashMap<>();

    private static int count(Map<String, AtomicInteger> counters, String key) {
        return counters.computeIfAbsent(key, k -> new AtomicInteger()).get();
    }

    private static void add(Map<String, AtomicInteger> counters, String key) {
        counters.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
    }

    private CompletableFuture<String> gate(String key) {
        return gates.computeIfAbsent(key, k -> new CompletableFuture<>());
    }

    /** Blocks until the gate opens or nobody waits for the answer any more. */
    @Route("it.hold")
    String hold(String key, Call call) throws Exception {
        add(started, key);
        while (!call.isCancelled()) {
            try {
                return gate(key).get(5, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet.
            }
        }
        add(cancelled, key);
        return "nobody hears this";
    }

    /** Sends an event, and then blocks until the gate opens. */
    @Route("it.tellAndHold")
    String tellAndHold(String key, Call call) throws Exception {
        call.connection().send("it.held", key);
        return hold(key, call);
    }

    /** Answers when the gate opens, and blocks nobody. */
    @Route(value = "it.later", blocking = false)
    @SuppressWarnings("FutureReturnValueIgnored") // what it would tell, it has counted
    CompletionStage<String> later(String key) {
        add(started, key);
        CompletableFuture<String> answer = gate(key).thenApply(result -> result);
        answer.whenComplete((result, thrown) -> {
            if (answer.isCancelled()) {
                add(cancelled, key);
            }
        });
        return answer;
    }

    /** Answers with the failure that the gate is broken with. */
    @Route(value = "it.breakGate", blocking = false)
    boolean breakGate(String key) {
        return gate(key).completeExceptionally(new IllegalStateException("a secret of the handler"));
    }

    @Route(value = "it.openGate", blocking = false)
    boolean openGate(String key) {
        return gate(key).complete(key);
    }

    /** How many handlers have come to the gate. */
    @Route(value = "it.started", blocking = false)
    int started(String key) {
        return count(started, key);
    }

    /** How many handlers were told that nobody waits for them. */
    @Route(value = "it.cancelled", blocking = false)
    int cancelled(String key) {
        return count(cancelled, key);
    }
}
