package io.github.signalbox.session;

import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsBuilder;
import java.util.List;

/** A client and the server's side of its connection, whose threads work when the test says so. */
final class Dialogue {

    final QueuedThreads threads = new QueuedThreads();
    final FakeTransport transport = FakeTransport.reading();
    final Bench bench;

    Dialogue() {
        this(Settings.defaults().toBuilder());
    }

    Dialogue(SettingsBuilder settings) {
        bench = new Bench(threads, settings);
    }

    LiveConnection opened() {
        LiveConnection connection = bench.connect(transport);
        threads.run();
        return connection;
    }

    /** What a client that sends these hears. */
    List<String> answers(String... messages) {
        LiveConnection connection = opened();
        int before = transport.frames().size();
        for (String message : messages) {
            bench.receive(connection, message);
        }
        threads.run();
        return transport.frames().subList(before, transport.frames().size());
    }
}
