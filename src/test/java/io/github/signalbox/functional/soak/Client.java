package io.github.signalbox.functional.soak;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client, from its connection to its end. What it hears it checks at once. */
final class Client implements Wire.Listener {

    private enum State {
        CONNECTING,
        OPEN,
        /** Something is wrong with it, on purpose, so that it will be gone soon. */
        STRUCK,
        GONE
    }

    /** For a handshake, and for most ends of a client that is struck. Ample: two cores, that others use, too. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_BACKLOG = 200_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Random random;
    private final Tally tally;
    private final int number;
    private final Personality personality;
    private final Ledger ledger = new Ledger();
    private final Questions questions;
    private final Wire wire;
    private final Voice voice;
    private State state = State.CONNECTING;
    private @Nullable Mishap mishap;
    private @Nullable String name;
    private boolean slow;
    private boolean quiet;
    private long now;
    private long giveUpAt;
    private long askAt;
    private long readAt = NEVER;
    private long resetAt = NEVER;

    /**
     * Begins to connect.
     *
     * @param fault what happens on the way in; null for one that is to stay
     * @param neighbours finds one that may be sent an event
     */
    Client(
            int number,
            URI uri,
            Selector selector,
            Random random,
            Frames frames,
            Tally tally,
            @Nullable Fault fault,
            Supplier<@Nullable Client> neighbours) {
        this.number = number;
        this.random = random;
        this.tally = tally;
        this.now = System.nanoTime();
        this.giveUpAt = now + PATIENCE.toNanos();
        this.mishap = fault == null ? null : new Mishap(fault, tally, PATIENCE, now);
        this.personality = Personality.draw(random);
        this.slow = personality.slow();
        this.questions = new Questions(number, personality, random, ledger, this::ask, neighbours);
        this.wire = new Wire(uri, selector, this);
        this.voice = new Voice(uri, wire, random, personality.fragmentShare(), frames);
        tally.connections++;
    }

    /**
     * Does what it is time for.
     *
     * @param mayAsk false if there is enough to do already
     */
    void tick(long time, boolean mayAsk) {
        now = time;
        if (now >= readAt) {
            readAt = NEVER;
            wire.goOnReading();
        }
        if (now >= resetAt && state != State.GONE) {
            wire.reset();
            leave();
        }
        switch (state) {
            case CONNECTING, STRUCK -> {
                if (mishap != null && mishap.isOver(now)) {
                    mishap.left();
                    disappear();
                } else if (mishap == null && now > giveUpAt) {
                    throw new Violation("Not within " + PATIENCE.toSeconds() + " s: an answer to its handshake");
                }
            }
            case OPEN -> {
                if (slow && readAt == NEVER) {
                    readAt = now + MILLISECONDS.toNanos(20 + random.nextInt(180));
                }
                if (mayAsk && !quiet && now >= askAt && wire.backlog() < MOST_BACKLOG) {
                    questions.burst();
                    wire.flush();
                    askAt = now + (long) (personality.pause().toNanos() * 2 * random.nextDouble());
                }
            }
            case GONE -> {}
        }
    }

    /** From now on something is wrong with it, which has to be over when patience is. */
    void strike(Strikes.Strike what, Duration patience) {
        // What it draws for that is to be the same if it is played again.
        random.setSeed(what.seed());
        mishap = new Mishap(what.fault(), tally, patience, now);
        state = State.STRUCK;
        slow = false;
        wire.readSlowly(false);
        wire.goOnReading();
        what.fault().play(this);
        wire.flush();
    }

    /** Asks nothing any more. */
    void beQuiet() {
        if (state == State.OPEN) {
            questions.takeBack();
        }
        quiet = true;
    }

    boolean isSettled() {
        return state == State.OPEN && name != null && ledger.missing().isEmpty();
    }

    boolean isGone() {
        return state == State.GONE;
    }

    boolean isConnecting() {
        return state == State.CONNECTING;
    }

    boolean has(Fault what) {
        return mishap != null && mishap.fault() == what;
    }

    boolean isNewcomerWithAFault() {
        return mishap != null && mishap.fault().isOfNewcomers();
    }

    /** Whether nothing is wrong with it, so that it can be asked for and sent things. */
    boolean isWell() {
        return state == State.OPEN && name != null;
    }

    /** How many answers are on their way to it, and will come. */
    int pending() {
        return state == State.OPEN ? ledger.pending() : 0;
    }

    Ledger ledger() {
        return ledger;
    }

    /** What the server calls it: JSON text. */
    @Nullable
    String name() {
        return name;
    }

    Wire wire() {
        return wire;
    }

    Voice voice() {
        return voice;
    }

    private void ask(String text) {
        tally.requests++;
        voice.say(text);
    }

    /** Asks what it is called, so that others can have something sent to it. */
    void introduceItself() {
        questions.name(answer -> name = answer);
    }

    /** At once, or when the server has had some time for what came before. */
    void resetSoon() {
        state = State.STRUCK;
        resetAt = now + (random.nextBoolean() ? 0 : MILLISECONDS.toNanos(random.nextInt(50)));
    }

    /** Ends the connection, which is what is wrong with it. */
    void leave() {
        Objects.requireNonNull(mishap).endedByItself();
        disappear();
    }

    /** Ends the connection, for whatever reason. */
    void disappear() {
        wire.close();
        state = State.GONE;
    }

    /** Asks for more than is buffered on the way, and reads nothing of it for a while. */
    void stall(int events, int size) {
        // It may not get to that any more before everybody is quiet.
        questions.takeBack();
        wire.stopReading();
        readAt = now + MILLISECONDS.toNanos(1000 + random.nextInt(4000));
        questions.flood(events, size, () -> {
            if (state == State.STRUCK && mishap != null && !mishap.isTold()) {
                mishap.released();
                state = State.OPEN;
                mishap = null;
            }
        });
    }

    @Override
    public void connected() {
        if (mishap == null) {
            wire.write(voice.handshake());
        } else {
            mishap.fault().connected(this);
        }
    }

    @Override
    public void head(String head) {
        if (head.startsWith("HTTP/1.1 503 ")) {
            tally.refused++;
            comesToNothing();
        } else if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new Violation("Its handshake was answered with " + Violation.brief(head));
        } else if (mishap != null) {
            mishap.fault().play(this);
        } else {
            state = State.OPEN;
            wire.readSlowly(slow);
            introduceItself();
        }
    }

    @Override
    public void text(String text) {
        tally.heard(ledger.heard(text));
    }

    @Override
    public void ping(byte[] payload) {
        if (mishap == null || mishap.fault().answers()) {
            wire.write(voice.frames().frame(Frames.FIN | Frames.PONG, payload));
        }
    }

    @Override
    public void close(int code, String reason) {
        if (tally.isAccident(code) && (mishap == null || !mishap.fault().mayBeClosedWith(code))) {
            tally.accidents++;
            comesToNothing();
            return;
        }
        if (mishap == null) {
            throw new Violation("Closed with " + code + " " + reason);
        }
        mishap.told(code, reason, now);
        if (mishap.fault().answers()) {
            wire.write(voice.frames().close(code));
        }
    }

    private void comesToNothing() {
        if (mishap != null) {
            mishap.comesToNothing();
        }
        disappear();
    }

    @Override
    public void ended(String how) {
        if (!isGone()) {
            state = State.GONE;
            Mishap.ended(mishap, how);
        }
    }

    @Override
    public String toString() {
        return "client " + number + (mishap == null ? "" : " after " + mishap.fault());
    }
}
