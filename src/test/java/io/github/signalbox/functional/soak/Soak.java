package io.github.signalbox.functional.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
     * @param losesThreadsToEagerClients whether a thread is lost to each client that sends data along with its handshake
     */
    public record Weaknesses(Set<Integer> accidents, boolean losesThreadsToEagerClients) {}

    /** About how many clients something happens to in a second. */
    private static final double FAULTS_PER_SECOND = 30;

    /** Of all clients' requests. */
    private static final int MOST_PENDING = 400;

    /** So that nobody has to wait for it at the end, it does not happen any later. Ping interval and timeout, about. */
    private static final Duration UNTIL_SILENCE_IS_NOTICED = Duration.ofSeconds(18);

    /** Nor does this: how long a client reads nothing, and what it then has to read. */
    private static final Duration UNTIL_A_STALL_IS_OVER = Duration.ofSeconds(6);

    /** At once: each has megabytes on the way. */
    private static final int MOST_STALLED = 2;

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
    private final Weaknesses weaknesses;
    private final Tally tally;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final List<Client> clients = new ArrayList<>();
    private long connectAt = System.nanoTime();
    private int refused;
    private long now = System.nanoTime();

    /**
     * Nobody is connected yet.
     *
     * @param uri of an application with {@link SoakRoutes} and {@code WireRoutes}
     * @param connections as many as there should be at any time
     * @param seed of all that is drawn
     * @param weaknesses of the server, which are left alone
     */
    public Soak(URI uri, int connections, long seed, Weaknesses weaknesses) {
        this.uri = uri;
        this.connections = connections;
        this.seed = seed;
        this.random = new Random(seed);
        this.weaknesses = weaknesses;
        this.tally = new Tally(weaknesses.accidents());
    }

    /**
     * Lets the clients come, ask, fail, wait for what they have asked for, and go.
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
            clients.forEach(client -> client.strike(FAREWELLS[random.nextInt(FAREWELLS.length)]));
            beatUntil(selector, clients::isEmpty);
        } finally {
            clients.forEach(Client::disappear);
            clients.clear();
        }
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
     * How many clients have reset their connections on the way in.
     *
     * @return so far
     */
    public int resetHandshakes() {
        return tally.playedOnTheWayIn();
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
        long strikeAt = now();
        while (now() < end && !tally.isHopeless()) {
            connect(selector);
            // A machine that cannot keep up gets less to do, or clients that are well would seem to be silent.
            while (now >= strikeAt) {
                if (pending() < MOST_PENDING) {
                    strike(selector, end);
                }
                strikeAt += (long) (-Math.log(1 - random.nextDouble()) / FAULTS_PER_SECOND * 1_000_000_000L);
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
            add(selector, null);
        }
    }

    private void add(Selector selector, @Nullable Fault fault) {
        int number = tally.connections;
        Random own = new Random(seed + 31L * number);
        Frames frames = new Frames(own);
        Client client = new Client(number, uri, selector, own, frames, tally, fault, this::oneThatIsWell);
        clients.add(client);
        attempt(client, client.wire()::connect);
    }

    private void strike(Selector selector, long end) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        if (fault == Fault.RESET_REQUEST_AND_MESSAGE_AT_ONCE && weaknesses.losesThreadsToEagerClients()) {
            return;
        }
        if (fault.isSilent() && now > end - UNTIL_SILENCE_IS_NOTICED.toNanos()) {
            return;
        }
        if (fault == Fault.STALLED && now > end - UNTIL_A_STALL_IS_OVER.toNanos()) {
            return;
        }
        if (fault == Fault.STALLED
                && clients.stream().filter(client -> client.has(fault)).count() >= MOST_STALLED) {
            return;
        }
        Client victim = fault.isOfNewcomers() ? null : oneThatIsWell();
        if (victim != null) {
            victim.strike(fault);
        } else if (fault.isOfNewcomers()) {
            add(selector, fault);
        } else {
            return;
        }
        tally.played(fault);
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
