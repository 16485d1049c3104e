package io.github.signalbox.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one connection that have no answer yet. Thread-safe.
 *
 * <p>Linked through the exchanges themselves, since each message enters and leaves: a set would make an entry and ask for hashes.
 */
final class Unanswered {

    /** The oldest. */
    private @Nullable Exchange first;

    private @Nullable Exchange last;
    private boolean closed;

    /** Enters one; false if none is taken any more. */
    synchronized boolean tryAdd(Exchange exchange) {
        if (closed) {
            return false;
        }
        Exchange before = last;
        exchange.before = before;
        if (before == null) {
            first = exchange;
        } else {
            before.after = exchange;
        }
        last = exchange;
        return true;
    }

    /** Takes out one that was entered, once. It leaves no trace of the others in it, as applications may keep it. */
    synchronized void remove(Exchange exchange) {
        Exchange before = exchange.before;
        Exchange after = exchange.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        exchange.before = null;
        exchange.after = null;
    }

    /** Takes no more: under the lock that one is entered under, so that none slips through. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized boolean isEmpty() {
        return first == null;
    }

    /** A copy, the oldest first, since whoever goes through it settles them. */
    synchronized List<Exchange> all() {
        if (first == null) {
            return List.of();
        }
        List<Exchange> found = new ArrayList<>();
        for (Exchange each = first; each != null; each = each.after) {
            found.add(each);
        }
        return found;
    }
}
