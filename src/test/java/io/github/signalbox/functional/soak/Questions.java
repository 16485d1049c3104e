package io.github.signalbox.functional.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one client asks, in its own way. The ledger gets to know what has to come of it. */
final class Questions {

    /**
     * Below {@code signalbox.max-pending}: beyond it a client holds a thread on servers that cannot pause reading, and some have
     * five in all. Pressure of that kind has tests of its own.
     */
    private static final int MOST_PENDING = 60;

    /** Of those with an Id; more of them than {@code signalbox.max-pending} would be answered with 429. */
    private static final int MOST_PENDING_WITH_ID = 40;

    /** Well below {@code signalbox.max-outbound}: who reads a little late must not be taken for one who does not read. */
    private static final int MOST_PENDING_BYTES = 300_000;

    private final Personality personality;
    private final Random random;
    private final Ledger ledger;
    private final Consumer<String> sender;
    private final Supplier<@Nullable Client> neighbours;
    private final int client;
    private final List<String> toCancel = new ArrayList<>();
    private long number;

    /**
     * Nothing is asked yet.
     *
     * @param client whose
     * @param sender takes the messages
     * @param neighbours finds one that may be sent an event, if there is one
     */
    Questions(
            int client,
            Personality personality,
            Random random,
            Ledger ledger,
            Consumer<String> sender,
            Supplier<@Nullable Client> neighbours) {
        this.client = client;
        this.personality = personality;
        this.random = random;
        this.ledger = ledger;
        this.sender = sender;
        this.neighbours = neighbours;
    }

    /** Asks some things at once. */
    void burst() {
        takeBack();
        int count = 1 + random.nextInt(personality.burst());
        for (int i = 0; i < count && ledger.pending() < MOST_PENDING && ledger.size() < MOST_PENDING_BYTES; i++) {
            one(random.nextInt(400));
        }
    }

    /** Cancels what is still to be cancelled. */
    void takeBack() {
        toCancel.forEach(this::cancel);
        toCancel.clear();
    }

    private void one(int kind) {
        boolean mayWait = ledger.pendingWithId() < MOST_PENDING_WITH_ID;
        if (kind < 10) {
            String garbage = Ask.garbage(random);
            send(garbage, null, List.of(Outcome.failure(1, "Invalid JSON payload")), answer -> {});
        } else if (kind < 50) {
            event();
        } else if (kind < 60) {
            flood(random.nextInt(20), random.nextInt(100), () -> {});
        } else if (kind < 80 && mayWait) {
            cancelled(Ask.LATER.request(tag(), random));
        } else if (kind < 90 && mayWait) {
            cancelled(Ask.HOLD.request(tag(), random));
        } else if (kind < 100 && mayWait) {
            cancelled(new Ask.Request("soak.never", "null", Outcome.CANCELLED));
        } else if (kind < 120 && mayWait) {
            stream();
        } else {
            Ask ask = personality
                    .repertoire()
                    .get(random.nextInt(personality.repertoire().size()));
            Ask.Request request = ask.request(tag(), random);
            String id = mayWait && random.nextDouble() < personality.idShare() ? newId() : null;
            send(request.route(), request.params(), id, List.of(request.outcome()), answer -> {});
        }
    }

    /** Asks what the server calls this client. */
    void name(Consumer<String> then) {
        send("soak.self", "null", null, List.of(), answer -> {
            if (!answer.matches("\"[0-9a-f]+\"")) {
                throw new Violation("No name of a connection: " + Violation.brief(answer));
            }
            then.accept(answer);
        });
    }

    /** Asks for a number of events at once. */
    void flood(int count, int size, Runnable then) {
        Flood flood = new Flood(++number, count, size);
        ledger.flooded(flood);
        send("soak.flood", flood.params(), null, List.of(Outcome.success(String.valueOf(count))), answer -> {
            ledger.endFlood();
            then.run();
        });
    }

    /** Asks that somebody else be sent an event. */
    private void event() {
        Client to = neighbours.get();
        if (to == null) {
            return;
        }
        String params = tag().json();
        String event = "{\"Route\":\"soak.event\",\"Params\":" + params + "}";
        to.ledger().ordered(event);
        send(
                "soak.sendTo",
                "{\"to\":" + to.name() + ",\"params\":" + params + "}",
                null,
                List.of(Outcome.success("true"), Outcome.success("false")),
                answer -> tell(to, event, answer.equals("true")));
    }

    /** Whoever was to get an event has to know whether to wait for it. */
    private static void tell(Client to, String event, boolean sent) {
        if (sent) {
            to.ledger().confirmed(event);
        } else if (to.isWell()) {
            throw new Violation("The server does not know " + to + ", which is connected");
        } else if (!to.isGone()) {
            to.ledger().revoked(event);
        }
    }

    /** Asks something and takes it back, at once or a little later, when it may be answered already. */
    private void cancelled(Ask.Request request) {
        String id = newId();
        List<Outcome> outcomes = List.of(request.outcome(), Outcome.CANCELLED);
        send(request.route(), request.params(), id, outcomes, answer -> {});
        if (random.nextBoolean()) {
            cancel(id);
        } else {
            toCancel.add(id);
        }
    }

    /** Asks for a stream, and takes some of them back before their end has come. */
    private void stream() {
        String id = newId();
        Series series = new Series(id, ++number, random.nextInt(40), random.nextInt(100));
        ledger.streamed(id, series);
        sender.accept(text("soak.stream", series.params(), id));
        if (random.nextInt(3) == 0) {
            series.cancel();
            toCancel.add(id);
        }
    }

    private void cancel(String id) {
        sender.accept("{\"Route\":\"$cancel\",\"Id\":" + id + "}");
    }

    private void send(String route, String params, @Nullable String id, List<Outcome> outcomes, Consumer<String> then) {
        send(text(route, params, id), id, outcomes, then);
    }

    private String text(String route, String params, @Nullable String id) {
        String target = "\"Route\":\"" + route + "\"";
        String argument = "\"Params\":" + params;
        String both = random.nextBoolean() ? target + "," + argument : argument + "," + target;
        return id == null ? "{" + both + "}" : "{\"Id\":" + id + "," + both + "}";
    }

    private void send(String text, @Nullable String id, List<Outcome> outcomes, Consumer<String> then) {
        List<String> answers = outcomes.stream().map(each -> each.answer(id)).toList();
        ledger.asked(id, new Expected(text, answers, then));
        sender.accept(text);
    }

    private Ask.Tag tag() {
        return new Ask.Tag(client, ++number, personality.pad());
    }

    private String newId() {
        long id = ++number;
        return random.nextBoolean() ? String.valueOf(id) : "\"" + client + "-" + id + "\"";
    }
}
