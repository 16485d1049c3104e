package io.github.signalbox.functional.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one client waits for: an answer to each request, and each event that somebody has ordered for it. */
final class Ledger {

    private static final String WITH_ID = "{\"Id\":";
    private static final String BEHIND_ID = ",\"code\":";
    private static final String EVENT = "{\"Route\":";

    private final Deque<Expected> inOrder = new ArrayDeque<>();
    private final Map<String, Expected> byId = new HashMap<>();

    /** True once the server has said that it sent it, before or after it came. */
    private final Map<String, Boolean> ordered = new HashMap<>();

    private final Map<String, Series> streams = new HashMap<>();
    private final Deque<Flood> floods = new ArrayDeque<>();
    private int size;

    /**
     * A request was sent.
     *
     * @param id JSON text
     */
    void asked(@Nullable String id, Expected expected) {
        size += expected.size();
        if (id == null) {
            inOrder.add(expected);
        } else {
            byId.put(id, expected);
        }
    }

    /**
     * A stream was asked for.
     *
     * @param id JSON text
     */
    void streamed(String id, Series series) {
        size += series.size();
        streams.put(id, series);
    }

    /** A request was sent that a number of events are the result of, and then its answer. */
    void flooded(Flood flood) {
        floods.add(flood);
    }

    /** All of the oldest of them have to be here. */
    void endFlood() {
        floods.remove().checkComplete();
    }

    /** Somebody asks the server to send this client an event. No two are equal. */
    void ordered(String event) {
        ordered.put(event, false);
    }

    /** The server says that it has sent it; it may be here already. */
    void confirmed(String event) {
        ordered.replace(event, true);
    }

    /** The server says that it has not sent it. */
    void revoked(String event) {
        if (ordered.remove(event) == null) {
            throw new Violation("An event came that was not sent, as the server says: " + Violation.brief(event));
        }
    }

    /**
     * A message came.
     *
     * @return whether it is an event
     */
    boolean heard(String text) {
        if (text.startsWith(EVENT)) {
            event(text);
            return true;
        }
        String id = text.startsWith(WITH_ID)
                ? text.substring(WITH_ID.length(), Math.max(WITH_ID.length(), text.indexOf(BEHIND_ID)))
                : null;
        Series series = streams.get(id);
        if (series != null) {
            if (series.heard(text)) {
                size -= series.size();
                streams.remove(id);
            }
            return false;
        }
        Expected expected = id == null ? inOrder.poll() : byId.remove(id);
        if (expected == null) {
            throw new Violation(
                    "An answer that nobody waits for, so a second one or somebody else's: " + Violation.brief(text));
        }
        size -= expected.size();
        expected.check(text);
        return false;
    }

    private void event(String text) {
        Flood flood = floods.peek();
        if (flood != null && flood.tryTake(text)) {
            return;
        }
        if (ordered.remove(text) == null) {
            throw new Violation("An event that nobody sent, or came before: " + Violation.brief(text));
        }
    }

    /** How many answers are to come; a stream is one. */
    int pending() {
        return inOrder.size() + pendingWithId();
    }

    /** How many of those have an Id. */
    int pendingWithId() {
        return byId.size() + streams.size();
    }

    /** How many characters they have, more or less. */
    int size() {
        return size;
    }

    /** What has to come yet: answers, and events that were sent. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        inOrder.forEach(each -> missing.add(Violation.brief(each.request())));
        byId.values().forEach(each -> missing.add(Violation.brief(each.request())));
        streams.values().forEach(each -> missing.add(each.toString()));
        ordered.forEach((event, sent) -> {
            if (sent) {
                missing.add(Violation.brief(event));
            }
        });
        return missing;
    }
}
