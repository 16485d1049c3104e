package io.github.signalbox.routing;

import io.github.signalbox.bench.ShortBenchmark;
import io.github.signalbox.json.JsonOutput;
import io.github.signalbox.json.JsonSlice;
import jakarta.json.bind.JsonbConfig;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** From a route's name to its handler, and what JSON-B takes on the way there and back. */
public class RoutingBenchmark extends ShortBenchmark {

    /** What the routes take and give. */
    public record Message(String message) {}

    private final Binding binding = new Binding(Binding.jsonb(new JsonbConfig()));
    private final RouteTable routes = routes();

    private final JsonSlice small = JsonSlice.of("{\"message\":\"Hello, Ada!\"}");
    private final JsonSlice large = JsonSlice.of("{\"message\":\"" + "x".repeat(4096) + "\"}");
    private final Message smallMessage = new Message("Hello, Ada!");
    private final Message largeMessage = new Message("x".repeat(4096));

    private RouteTable routes() {
        RouteTable table = new RouteTable(binding);
        for (int i = 0; i < 100; i++) {
            table.register("chat.say" + i, Message.class, (params, call) -> params);
        }
        return table;
    }

    /** One of a hundred. */
    @Benchmark
    public @Nullable RouteDefinition find() {
        return routes.find("chat.say77");
    }

    /** Params of 25 bytes to a record. */
    @Benchmark
    public @Nullable Object bindSmall() throws BindingException {
        return binding.bind(small, Message.class);
    }

    /** Params of 4 KiB to a record. */
    @Benchmark
    public @Nullable Object bindLarge() throws BindingException {
        return binding.bind(large, Message.class);
    }

    /** A record to 25 bytes. */
    @Benchmark
    public byte[] writeSmall() {
        return JsonOutput.bytes(binding.content(smallMessage));
    }

    /** A record to 4 KiB. */
    @Benchmark
    public byte[] writeLarge() {
        return JsonOutput.bytes(binding.content(largeMessage));
    }
}
