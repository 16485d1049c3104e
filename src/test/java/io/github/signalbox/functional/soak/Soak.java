package io.github.signalbox.functional.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Random traffic with random faults, by many clients on this one thread. */
public final class Soak {

    /**
     * What a server cannot stand and no application can help.
     *
     * @param accidents close codes with which it ends a connection now and then though nothing is wrong
     * @param stallsOnPings whether clients that ping while an answer is on its way to them can stop it for many seconds
     */
    public record Weaknesses(Set<Integer> accidents, boolean stallsOnPings) {}

    /** About how many clients something happens to in a second. */
    private static final double FAULTS_PER_SECOND = 30;

    /** Of all clients' requests. */
    private static final int MOST_PENDING = 400;

    /** More than that after it should, and a server has noticed silence too late. */
    private static final Duration TOO_LATE = Duration.ofSeconds(5);

    /** It does not happen any later, but in the first round: how long a client reads nothing, and what it then has to read. */
    private static final Duration UNTIL_A_STALL_IS_OVER = Duration.ofSeconds(6);

    /** At once: each has megabytes on the way. */
    private static final int MOST_STALLED = 2;

    /** What was to happen and could not is made up for, as far as this goes. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private static final int MOST_CONNECTING = 20;
    private static final long BEAT_MILLIS = 5;
    private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(200);

    /** For what is to come after the last request. A client that is struck has a deadline of its own, which is earlier. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private static final Fault[] FAREWELLS = {Fault.CLOSE, Fault.GONE, Fault.RESET};

    private final URI uri;
    private final int connections;
    private final long seed;
    private final Random random;
    private final Duration silence;
    private final boolean pings;
    private final Set<Fault> faults = EnumSet.allOf(Fault.class);
    private final Tally tally;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final List<Client> clients = new ArrayList<>();
    private long connectAt = System.nanoTime();
    private int refused;
    private int laps;
    private long now = System.nanoTime();

    /**
     * Nobody is connected yet.
     *
     * @param uri of an application with {@link SoakRoutes} and {@code WireRoutes}
     * @param connections as many as there should be at any time
     * @param seed of all that is drawn: which fault comes after which, and whatever is left to chance in them and in the clients
     * @param silence until a client that says nothing is closed: ping interval and timeout
     * @param weaknesses of the server, which are left alone
     */
    public Soak(URI uri, int connections, long seed, Duration silence, Weaknesses weaknesses) {
        this.uri = uri;
        this.connections = connections;
        this.seed = seed;
        this.random = new Random(seed);
        this.silence = silence;
        this.pings = !weaknesses.stallsOnPings();
        this.tally = new Tally(weaknesses.accidents());
    }

    /**
     * Lets the clients come, ask, fail, wait for what they have asked for, and go. Each fault happens at least once.
     *
     * @param length of the traffic; to wait for the rest of it takes some seconds more
     * @throws IOException if this machine has no room for it
     */
    public void lap(Duration length) throws IOException {
        try (Selector selector = Selector.open()) {
            arrive(selector);
            traffic(selector, now() + length.toNanos());
            clients.forEach(Client::beQuiet);
            if (!beatUntil(selector, () -> clients.stream().allMatch(Client::isSettled))) {
                clients.stream()
                        .filter(client -> !client.isSettled())
                        .forEach(client -> tally.violated(
                                client.toString(),
                                "Still waits, for ever: " + client.ledger().missing()));
            }
            clients.forEach(client -> client.strike(farewell(), Client.PATIENCE));
            beatUntil(selector, clients::isEmpty);
        } finally {
            clients.forEach(Client::disappear);
            clients.clear();
        }
        tally.check(faults);
        if (!tally.violations().isEmpty()) {
            throw new AssertionError(
                    "With the seed " + seed + ", after " + tally + ":\n" + String.join("\n", tally.violations()));
        }
    }

    /**
     * What has happened so far.
     *
     * @return one line
     */
    public String statistics() {
        return tally.toString();
    }

    private void arrive(Selector selector) throws IOException {
        BooleanSupplier full = () -> {
            connect(selector);
            return clients.stream().filter(Client::isWell).count() >= connections;
        };
        if (!beatUntil(selector, full)) {
            tally.violated("Everybody", "Not all were let in within " + PATIENCE.toSeconds() + " s");
        }
    }

    /**
     * How many clients have reset their connections when the server had their whole handshake.
     *
     * @return so far
     */
    public int lostHandshakes() {
        return tally.lostHandshakes();
    }

    /**
     * How many requests there were for each accident.
     *
     * @return so far; all of them, if there was none
     */
    public long requestsForEachAccident() {
        return tally.requests / Math.max(tally.accidents, 1);
    }

    private void traffic(Selector selector, long end) throws IOException {
        Strikes strikes = new Strikes(seed + laps++, faults, FAULTS_PER_SECOND);
        Strikes.Strike next = strikes.draw();
        long deadline = now() + PATIENCE.toNanos();
        long strikeAt = now;
        int played = 0;
        while ((now < end || (played < faults.size() && now < deadline)) && !tally.isHopeless()) {
            connect(selector);
            boolean firstRound = played < faults.size();
            if (!firstRound && isUntimely(next.fault(), end)) {
                next = strikes.draw();
            }
            // A machine that cannot keep up gets less to do, or clients that are well would seem to be silent.
            if (now >= strikeAt && (firstRound || pending() < MOST_PENDING) && tryStrike(selector, next)) {
                strikeAt = Math.max(strikeAt, now - BEHIND.toNanos())
                        + next.pause().toNanos();
                next = strikes.draw();
                played++;
            }
            beat(selector);
        }
    }

    private void connect(Selector selector) {
        if (tally.refused > refused) {
            refused = tally.refused;
            connectAt = now + AFTER_A_REFUSAL.toNanos();
        }
        if (now < connectAt) {
            return;
        }
        long connecting = clients.stream().filter(Client::isConnecting).count();
        long here = clients.stream()
                .filter(client -> !client.isNewcomerWithAFault())
                .count();
        tally.most = Math.max(tally.most, (int) (here - connecting));
        for (long i = here; i < connections && i - here < MOST_CONNECTING - connecting; i++) {
            add(selector, new Random(seed + 31L * tally.connections), null);
        }
    }

    private void add(Selector selector, Random own, @Nullable Fault fault) {
        Frames frames = new Frames(own, pings);
        Client client = new Client(tally.connections, uri, selector, own, frames, tally, fault, this::oneThatIsWell);
        clients.add(client);
        attempt(client, client.wire()::connect);
    }

    /** So that nobody has to wait for it at the end. */
    private boolean isUntimely(Fault fault, long end) {
        if (fault == Fault.STALLED) {
            return now > end - UNTIL_A_STALL_IS_OVER.toNanos()
                    || clients.stream().filter(client -> client.has(fault)).count() >= MOST_STALLED;
        }
        return fault.isSilent() && now > end - silence.toNanos();
    }

    private boolean tryStrike(Selector selector, Strikes.Strike strike) {
        if (strike.fault().isOfNewcomers()) {
            add(selector, new Random(strike.seed()), strike.fault());
            return true;
        }
        Client victim = oneThatIsWell();
        if (victim != null) {
            victim.strike(strike, strike.fault().isSilent() ? silence.plus(TOO_LATE) : Client.PATIENCE);
        }
        return victim != null;
    }

    private Strikes.Strike farewell() {
        return new Strikes.Strike(FAREWELLS[random.nextInt(FAREWELLS.length)], random.nextLong(), Duration.ZERO);
    }

    private @Nullable Client oneThatIsWell() {
        Client client = clients.isEmpty() ? null : clients.get(random.nextInt(clients.size()));
        return client != null && client.isWell() ? client : null;
    }

    private boolean beatUntil(Selector selector, BooleanSupplier condition) throws IOException {
        long deadline = now() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && !tally.isHopeless()) {
            if (now() > deadline) {
                return false;
            }
            beat(selector);
        }
        return true;
    }

    /** What has arrived, then what it is time for. */
    private void beat(Selector selector) throws IOException {
        selector.select(BEAT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            attempt(client, () -> client.wire().ready(buffer));
        }
        selector.selectedKeys().clear();
        now();
        tick();
        clients.removeIf(Client::isGone);
    }

    /** Begins with another client each time, since those that come last may find enough to do. */
    private void tick() {
        long enough = tally.requests + MOST_PENDING - pending();
        Collections.rotate(clients, random.nextInt(clients.size() + 1));
        clients.forEach(client -> attempt(client, () -> client.tick(now, tally.requests < enough)));
    }

    private long pending() {
        return clients.stream().mapToLong(Client::pending).sum();
    }

    private void attempt(Client client, Runnable step) {
        try {
            step.run();
        } catch (Violation violation) {
            tally.violated(client.toString(), violation.getMessage());
            client.disappear();
        }
    }

    private long now() {
        now = System.nanoTime();
        return now;
    }
}
