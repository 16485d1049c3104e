package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Audience;
import io.github.signalbox.Call;
import io.github.signalbox.SignalboxServer;
import io.github.signalbox.audience.Attendance;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand joins and leaves a second, and more, in one room, asked for over sockets, while events are sent to it. Afterwards each event
 * at each client is held against where the client was when it was sent.
 */
@Timeout(120)
class RoomChurnIT {

    private static final int RESTLESS = 16;
    private static final int FAITHFUL = 16;
    private static final int STRANGERS = 8;

    private static final int EVENTS = 2000;

    /** So many changes are asked for in one write. */
    private static final int BATCH = 50;

    /** So far may the sender be ahead of the slowest of those who stay. */
    private static final int WINDOW = 16;

    /** An event waits until so many joins and leaves have gone before it, so that all of them happen while events are sent. */
    private static final int CHANGES_PER_EVENT = 20;

    /** So many joins and leaves take no longer than a second. */
    private static final int CHANGES_A_SECOND = 10_000;

    private volatile Attendance attendance = new Attendance(EVENTS);
    private final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** However long it takes, each delivery is checked. */
    @Test
    void missesNoMemberAndReachesNobodyElse() throws Exception {
        Await.quick(Duration.ofSeconds(1), this::timeForTenThousandChanges);
    }

    private Duration timeForTenThousandChanges() throws Exception {
        attendance = new Attendance(EVENTS);
        changes.set(0);
        try (SignalboxServer server = Standalone.builder()
                .register("change", JsonValue.class, (params, call) -> change(call))
                .start()) {
            List<Visitor> all = visitors(Standalone.uri(server));
            List<Visitor> faithful = all.subList(RESTLESS, RESTLESS + FAITHFUL);
            for (Visitor each : faithful) {
                each.client.text(request("change", "null"));
                assertThat(each.client.readText()).isEqualTo("true");
            }
            List<Future<?>> reading = new ArrayList<>();
            for (Visitor each : all) {
                reading.add(threads.submit(each::read));
            }

            long begin = System.nanoTime();
            for (Visitor each : all.subList(0, RESTLESS)) {
                each.askForChanges();
            }
            sendAll(server.connections().room("room"), faithful);
            double seconds = (System.nanoTime() - begin) / 1e9;
            int changed = changes.get();

            for (Visitor each : all) {
                each.finish();
            }
            for (Future<?> each : reading) {
                each.get(60, TimeUnit.SECONDS);
            }
            Attendance.Certainties certain = check(server, all);
            System.out.printf(
                    "%.0f joins and leaves per second, %d events to %d clients: %d that came and %d that did not were checked%n",
                    changed / seconds, EVENTS, all.size(), certain.received(), certain.spared());
            assertThat(changed).isGreaterThanOrEqualTo((EVENTS - 1) * CHANGES_PER_EVENT);
            assertThat(certain.received()).as("by those who stay").isGreaterThanOrEqualTo(FAITHFUL * EVENTS);
            assertThat(certain.spared()).as("by those who never came").isGreaterThanOrEqualTo(STRANGERS * EVENTS);
            return Duration.ofNanos((long) (seconds * 1e9 * CHANGES_A_SECOND / changed));
        }
    }

    private List<Visitor> visitors(URI uri) throws Exception {
        List<Visitor> all = new ArrayList<>();
        for (int i = 0; i < RESTLESS + FAITHFUL + STRANGERS; i++) {
            all.add(new Visitor(RawClient.open(uri), i < RESTLESS));
        }
        return all;
    }

    /** Joins or leaves. Those of one connection come one after another, as its requests do. */
    private boolean change(Call call) {
        Attendance.Seat seat =
                (Attendance.Seat) call.connection().attributes().computeIfAbsent("seat", key -> attendance.seat());
        if (seat.isTaken()) {
            seat.leave(() -> call.connection().leave("room"));
        } else {
            seat.join(() -> call.connection().join("room"));
        }
        changes.incrementAndGet();
        return seat.isTaken();
    }

    private void sendAll(Audience room, List<Visitor> faithful) throws Exception {
        for (int i = 0; i < EVENTS; i++) {
            int event = i;
            Await.until("those who stay keep up", () -> faithful.stream()
                    .allMatch(each -> each.events.get() > event - WINDOW));
            Await.until("others come and go", () -> changes.get() >= event * CHANGES_PER_EVENT);
            attendance.send(event, () -> room.send("beat", event));
        }
    }

    private Attendance.Certainties check(SignalboxServer server, List<Visitor> all) throws Exception {
        int received = 0;
        int spared = 0;
        for (Visitor each : all) {
            Attendance.Seat seat = (Attendance.Seat) server.connections()
                    .find(each.id)
                    .orElseThrow()
                    .attributes()
                    .getOrDefault("seat", attendance.seat());
            Attendance.Certainties certain = seat.check(each.received);
            received += certain.received();
            spared += certain.spared();
            each.client.close();
        }
        return new Attendance.Certainties(received, spared);
    }

    /** A client, and what it has received. */
    private static final class Visitor {

        private static final String BEAT = "{\"Route\":\"beat\",\"Params\":";
        private static final String END = "\"end\"";

        private final RawClient client;
        private final String id;
        private final int[] received = new int[EVENTS];
        private final AtomicInteger events = new AtomicInteger();

        /** Asks for more changes when it has the answers to all it has asked for, and for the end after the last. */
        private volatile boolean restless;

        private final boolean asksItself;

        Visitor(RawClient client, boolean restless) throws Exception {
            this.client = client;
            this.restless = restless;
            this.asksItself = restless;
            client.text(request("it.self", "null"));
            Matcher self = ConnectionBehaviour.ID.matcher(client.readText());
            assertThat(self.find()).isTrue();
            this.id = self.group(1);
        }

        void askForChanges() throws Exception {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < BATCH; i++) {
                frames.write(RawClient.textFrame(request("change", "null")));
            }
            client.write(frames.toByteArray());
        }

        /** All events have been sent: what is asked for now is answered behind them. */
        void finish() throws Exception {
            restless = false;
            if (!asksItself) {
                askForTheEnd();
            }
        }

        private void askForTheEnd() throws Exception {
            client.text(request("it.echo", END));
        }

        /** Reads up to the end. */
        Void read() throws Exception {
            int answers = 0;
            for (String text = client.readText(); !text.equals(END); text = client.readText()) {
                if (text.startsWith(BEAT)) {
                    received[Integer.parseInt(text, BEAT.length(), text.length() - 1, 10)]++;
                    events.incrementAndGet();
                    continue;
                }
                answers++;
                if (answers % BATCH == 0) {
                    if (restless) {
                        askForChanges();
                    } else {
                        askForTheEnd();
                    }
                }
            }
            return null;
        }
    }
}
