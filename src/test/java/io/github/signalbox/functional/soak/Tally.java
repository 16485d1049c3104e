package io.github.signalbox.functional.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What has happened, counted. */
final class Tally {

    /** Then it is clear enough that something is wrong. */
    private static final int MOST_VIOLATIONS = 10;

    /** How often a fault was played, and what came of it: one of these, but for what is left to the client. */
    private static final class Count {

        private int played;
        /** Closed with its code. */
        private int told;
        /** After that it was left to the client to end the TCP connection. */
        private int left;
        /** Nothing was wrong after all. */
        private int released;
        /** The server has ended the TCP connection without a word, and may. */
        private int cut;
        /** The client has ended it, as it meant to. */
        private int itself;

        private Duration longest = Duration.ZERO;

        int ended() {
            return told + released + cut + itself;
        }
    }

    long requests;
    long answers;
    long events;
    int connections;
    int refused;
    int most;
    int accidents;

    private final Map<Fault, Count> faults = new EnumMap<>(Fault.class);
    private final List<String> violations = new ArrayList<>();

    private final Set<Integer> accidentCodes;

    /** @param accidentCodes with which the server may close a connection that is well */
    Tally(Set<Integer> accidentCodes) {
        this.accidentCodes = accidentCodes;
    }

    boolean isAccident(int code) {
        return accidentCodes.contains(code);
    }

    private Count of(Fault fault) {
        return faults.computeIfAbsent(fault, key -> new Count());
    }

    void played(Fault fault) {
        of(fault).played++;
    }

    void heard(boolean anEvent) {
        if (anEvent) {
            events++;
        } else {
            answers++;
        }
    }

    int lostHandshakes() {
        return faults.entrySet().stream()
                .filter(each -> each.getKey().losesAHandshake())
                .mapToInt(each -> each.getValue().played)
                .sum();
    }

    /** @param after how long that took */
    void told(Fault fault, Duration after) {
        Count count = of(fault);
        count.told++;
        count.longest = after.compareTo(count.longest) > 0 ? after : count.longest;
    }

    void cut(Fault fault) {
        of(fault).cut++;
    }

    void endedByItself(Fault fault) {
        of(fault).itself++;
    }

    /** As if it had not been played. */
    void withdrawn(Fault fault) {
        of(fault).played--;
    }

    void left(Fault fault) {
        of(fault).left++;
    }

    void released(Fault fault) {
        of(fault).released++;
    }

    void violated(String who, String how) {
        violations.add(who + ": " + how);
    }

    boolean isHopeless() {
        return violations.size() >= MOST_VIOLATIONS;
    }

    List<String> violations() {
        return violations;
    }

    /** Every fault has to have been played, and to have ended as it should each time. */
    void check(Set<Fault> all) {
        for (Fault fault : all) {
            Count count = of(fault);
            if (count.played == 0 || count.ended() != count.played) {
                violated(
                        fault.toString(),
                        "Played " + count.played + " times, and ended as it should " + count.ended() + " times");
            }
        }
    }

    @Override
    public String toString() {
        return requests + " requests and cancellations, " + answers + " answers, " + events + " events, " + connections
                + " connections, " + most + " at once, " + refused + " refused, " + accidents + " accidents; faults: "
                + faults.entrySet().stream()
                        .map(each -> brief(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String brief(Fault fault, Count count) {
        String told = count.told + " closed with " + fault.code()
                + (fault.isSilent() ? " within " + count.longest.toMillis() / 1000.0 + " s" : "");
        return fault + " " + count.played
                + (fault.code() == 0 ? "" : " (" + told + ")")
                + (count.left == 0 ? "" : " (" + count.left + " left to end the connection)")
                + (count.cut == 0 ? "" : " (" + count.cut + " ended by the server)")
                + (count.released == 0 ? "" : " (" + count.released + " read on in time)");
    }
}
