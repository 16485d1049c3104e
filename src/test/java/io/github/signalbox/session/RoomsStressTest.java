package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Audience;
import io.github.signalbox.audience.Attendance;
import io.github.signalbox.audience.Rooms;
import io.github.signalbox.config.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Joining, leaving, closing and sending, all at once. */
@Timeout(120)
class RoomsStressTest {

    private static final int CONNECTIONS = 5000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Bench bench =
            new Bench(threads, Settings.defaults().toBuilder().maxConnections(CONNECTIONS));
    private final Audience room = bench.registry.room("room");

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void leavesNobodyBehindWhoJoinsWhileTheConnectionEnds() throws Exception {
        List<LiveConnection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(bench.connect(FakeTransport.reading()));
        }

        // They meet before each.
        CyclicBarrier barrier = new CyclicBarrier(4);
        Together.run(4, part -> {
            for (LiveConnection connection : connections) {
                barrier.await();
                switch (part) {
                    case 0 -> {
                        connection.join("room");
                        connection.join("other room");
                    }
                    case 1 -> connection.closed(1006);
                    case 2 -> connection.leave("room");
                    default -> room.send("news", null);
                }
            }
        });

        assertThat(connections).allMatch(connection -> connection.rooms().isEmpty());
        assertThat(room.count()).isZero();
        assertThat(bench.registry.rooms().isEmpty()).isTrue();
    }

    @Test
    void knowsEachMemberWhileItIsInThoughTheRoomIsEmptyAgainAndAgain() throws Exception {
        Rooms<LiveConnection> rooms = bench.registry.rooms();
        AtomicInteger missing = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();

        Together.run(3, part -> {
            LiveConnection connection = bench.connect(FakeTransport.reading());
            for (int i = 0; i < 50_000; i++) {
                connection.join("room");
                missing.addAndGet(rooms.members("room").contains(connection) ? 0 : 1);
                connection.leave("room");
                left.addAndGet(rooms.members("room").contains(connection) ? 1 : 0);
            }
        });

        assertThat(missing).hasValue(0);
        assertThat(left).hasValue(0);
        assertThat(rooms.isEmpty()).isTrue();
    }

    @Test
    void deliversToEachMemberOnceAndToNobodyElse() throws Exception {
        Attendance attendance = new Attendance(2000);
        List<Listener> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            FakeTransport transport = FakeTransport.reading();
            all.add(new Listener(bench.connect(transport), transport, attendance.seat()));
        }
        AtomicInteger sending = new AtomicInteger(2);
        AtomicInteger changes = new AtomicInteger();
        long begin = System.nanoTime();

        Together.run(4, part -> {
            if (part < 2) {
                for (int event = part; event < attendance.events(); event += 2) {
                    int number = event;
                    if (event % 100 < 2) {
                        awaitChange(changes);
                    }
                    attendance.send(event, () -> room.send("news", number));
                }
                sending.decrementAndGet();
                return;
            }
            // The first ten stay and the last ten stay away, all the others come and go.
            all.subList(part == 2 ? 0 : 5, part == 2 ? 5 : 10).forEach(Listener::change);
            List<Listener> restless = all.subList(part == 2 ? 10 : 20, part == 2 ? 20 : 30);
            while (sending.get() > 0) {
                restless.forEach(Listener::change);
                changes.addAndGet(restless.size());
            }
        });

        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Attendance.Certainties> certain = new ArrayList<>();
        for (Listener each : all) {
            certain.add(each.check());
        }
        assertThat(certain.subList(10, 30)).as("who came and went").anyMatch(each -> each.received() > 0);
        assertThat(certain.subList(10, 30)).as("who came and went").anyMatch(each -> each.spared() > 0);
        assertThat(certain.subList(30, 40)).allMatch(each -> each.spared() == attendance.events());
        assertThat(changes.get() / seconds).as("joins and leaves a second").isGreaterThan(10_000);
    }

    @Test
    void keepsTheOrderOfEachSenderForEachReceiver() throws Exception {
        List<FakeTransport> transports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            FakeTransport transport = FakeTransport.completing(threads);
            transports.add(transport);
            bench.connect(transport).join("room");
        }
        List<LiveConnection> connections = List.copyOf(bench.registry.connections());

        Together.run(4, sender -> {
            for (int i = 0; i < 500; i++) {
                String event = sender + ":" + i;
                if (i % 50 == 0) {
                    connections.forEach(each -> each.send("news", event));
                } else {
                    (i % 2 == 0 ? bench.registry.all() : room).send("news", event);
                }
            }
        });
        for (LiveConnection each : connections) {
            each.drain().get();
        }

        for (FakeTransport transport : transports) {
            Map<String, Integer> next = new HashMap<>();
            for (String frame : transport.frames()) {
                String[] event =
                        frame.replaceAll(".*\"Params\":\"(.*)\"}", "$1").split(":");
                assertThat(event[1]).isEqualTo(String.valueOf(next.merge(event[0], 1, Integer::sum) - 1));
            }
            assertThat(next.values()).hasSize(4).containsOnly(500);
        }
    }

    /** Or all could be sent before the first has joined. */
    private static void awaitChange(AtomicInteger changes) {
        int before = changes.get();
        while (changes.get() == before) {
            Thread.onSpinWait();
        }
    }

    private record Listener(LiveConnection connection, FakeTransport transport, Attendance.Seat seat) {

        /** Joins, or leaves. */
        void change() {
            if (seat.isTaken()) {
                seat.leave(() -> connection.leave("room"));
            } else {
                seat.join(() -> connection.join("room"));
            }
        }

        Attendance.Certainties check() {
            int[] received = new int[2000];
            for (String frame : transport.frames()) {
                received[Integer.parseInt(frame.replaceAll("\\D", ""))]++;
            }
            return seat.check(received);
        }
    }
}
