package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Peers from which nothing comes any more, no reset and no FIN either: when they are gone. */
@OnEveryServer
class EveryServerDeadPeerIT {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration EARLIEST = INTERVAL.plus(TIMEOUT);

    /** A second to answer the close, and the margin: two beats of the clock, and the machine's. Not another {@link #TIMEOUT}. */
    private static final Duration LATEST = EARLIEST.plus(Duration.ofSeconds(1)).plus(Duration.ofMillis(750));

    /** Answered each, they take longer than what a dead peer is given. */
    private static final int PINGS = 6;

    private static final int SMALL_WINDOW = 4096;
    private static final String LARGE = "\"" + "x".repeat(60_000) + "\"";
    private static final int BEGINNING = 100;
    private static final int ANSWERS = 60;
    private static final String ASKED = "\"asked\"";
    private static final int EVENTS = 60;
    private static final int DEAD = 3;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** They, the bystander and one who answers: no place is left. What is sent to them neither is too much nor holds up requests. */
    private static final Map<String, String> SETTINGS = Map.of(
            "signalbox.max-connections", String.valueOf(DEAD + 2),
            "signalbox.max-outbound", "16000000",
            "signalbox.ping-interval", INTERVAL.toString(),
            "signalbox.ping-timeout", TIMEOUT.toString());

    /** A client that will fall silent. */
    private static final class Peer implements AutoCloseable {

        private final String name;
        private final RawClient client;
        private final String id;

        /** The server has heard it later than this. */
        private long heard;

        /** In a room of its own, which is called like it. */
        Peer(String name, URI uri) throws IOException {
            this.name = name;
            client = RawClient.connect(uri, SMALL_WINDOW).upgraded();
            client.text(request("it.join", "\"" + name + "\""));
            client.readText();
            heard = System.nanoTime();
            client.text(request("it.self", "null"));
            Matcher self = ID.matcher(client.readText());
            assertThat(self.find()).isTrue();
            id = self.group(1);
        }

        /** Asks for more than fits on the way to it, and reads the beginning of the first answer. All answers are ready then. */
        void askWithoutReading(TextClient bystander) throws Exception {
            heard = System.nanoTime();
            byte[] request = RawClient.textFrame(request("it.echo", LARGE));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < ANSWERS; i++) {
                all.write(request);
            }
            all.write(RawClient.textFrame(request("it.join", ASKED)));
            client.writing(all.toByteArray()).join();
            Await.until(
                    "all is read",
                    () -> bystander.ask(request("it.present", ASKED)).equals("1"));
            assertThat(client.readBytes(BEGINNING)).contains("xxx");
        }

        boolean isGone(TextClient bystander) throws Exception {
            String farewell = bystander.ask(request("it.farewell", "\"" + id + "\""));
            if (farewell.equals("\"\"")) {
                return false;
            }
            assertThat(farewell).as(name).isEqualTo("\"closed with 0 running, false\"");
            assertThat(present(bystander)).as(name).isEqualTo("0");
            return true;
        }

        String present(TextClient bystander) throws Exception {
            return bystander.ask(request("it.present", "\"" + name + "\""));
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    @Test
    void areGoneAfterIntervalAndTimeoutWhateverIsOnTheWayToThem(AppServer server) throws Exception {
        try (DeployedApplication application = DeployedApplication.deploy(
                        server, Wars.of("dead", SETTINGS).addClasses(RoomRoutes.class));
                TextClient bystander = TextClient.open(application.endpoint());
                SilentRelay relay = SilentRelay.to(application.endpoint());
                Peer half = new Peer("half", relay.uri());
                Peer queued = new Peer("queued", relay.uri());
                Peer idle = new Peer("idle", relay.uri())) {
            for (Peer peer : List.of(half, queued, idle)) {
                assertThat(peer.present(bystander)).as(peer.name).isEqualTo("1");
            }
            half.askWithoutReading(bystander);
            relay.silence();
            long silence = System.nanoTime();
            try (RawClient answering = RawClient.open(relay.uri())) {
                FutureTask<String> kept = new FutureTask<>(() -> answerPings(answering));
                new Thread(kept).start();
                Handshakes.assertRefused(application.endpoint(), "", 503, "Too many connections", true);
                send(bystander, queued);

                Map<String, Duration> gone = awaitEach(bystander, silence, half, queued, idle);

                System.out.println(server.name() + " lets go of dead peers: " + gone);
                assertThat(gone.values()).allMatch(each -> each.compareTo(LATEST) <= 0);
                assertThat(kept.get()).isEqualTo("1");
                assertPlaces(application.endpoint());
            }
        }
    }

    /** Events that nobody reads. */
    private static void send(TextClient bystander, Peer peer) throws Exception {
        for (int i = 0; i < EVENTS; i++) {
            String order = "{\"room\":\"" + peer.name + "\",\"event\":\"e\",\"params\":" + LARGE + "}";
            assertThat(bystander.ask(request("it.publish", order))).isEqualTo("null");
        }
    }

    /** How long after the silence each of them was gone; none of them too early. */
    private static Map<String, Duration> awaitEach(TextClient bystander, long silence, Peer... peers) throws Exception {
        Map<String, Duration> gone = new LinkedHashMap<>();
        List<Peer> waiting = new ArrayList<>(List.of(peers));
        Await.until("all are gone", () -> {
            for (Peer peer : List.copyOf(waiting)) {
                if (peer.isGone(bystander)) {
                    long now = System.nanoTime();
                    assertThat(Duration.ofNanos(now - peer.heard)).as(peer.name).isGreaterThanOrEqualTo(EARLIEST);
                    gone.put(peer.name, Duration.ofNanos(now - silence));
                    waiting.remove(peer);
                }
            }
            return waiting.isEmpty();
        });
        return gone;
    }

    /** Answers pings for longer than a dead peer is given, and says nothing else, until then. */
    private static String answerPings(RawClient client) throws IOException {
        for (int i = 0; i < PINGS; i++) {
            assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
            client.write(RawClient.frame(RawClient.FIN | RawClient.PONG, new byte[0]));
        }
        client.text(request("it.echo", "1"));
        return client.readText();
    }

    /** As many as were dead can come in. */
    private static void assertPlaces(URI uri) throws Exception {
        List<TextClient> newcomers = new ArrayList<>();
        try {
            for (int i = 0; i < DEAD; i++) {
                newcomers.add(TextClient.open(uri));
            }
        } finally {
            newcomers.forEach(TextClient::close);
        }
    }
}
