package io.github.signalbox.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A stream that has been asked for, on a connection whose client reads. Its publisher has not answered yet. */
record Subscribed(
        Bench bench, LiveConnection connection, FakeTransport transport, Flow.Subscriber<? super Object> subscriber) {

    static Subscribed on(Executor threads) throws Exception {
        Bench bench = new Bench(threads);
        CompletableFuture<Flow.Subscriber<? super Object>> asked = new CompletableFuture<>();
        bench.route("stream", (params, call) -> (Flow.Publisher<Object>) asked::complete);
        FakeTransport transport = FakeTransport.completing(threads);
        LiveConnection connection = bench.connect(transport);
        bench.receive(connection, "{\"Route\":\"stream\",\"Id\":7}");
        return new Subscribed(bench, connection, transport, asked.get(30, TimeUnit.SECONDS));
    }

    void cancel() {
        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":7}");
    }
}
