package io.github.signalbox.functional.soak;

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

    /** How often a fault was played, and what the server made of it. */
    private static final class Count {

        private int played;
        /** Closed with its code. */
        private int told;
        /** After that it was left to the client to end the TCP connection. */
        private int left;
        /** Nothing was wrong after all. */
        private int released;
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

    int playedOnTheWayIn() {
        return faults.entrySet().stream()
                .filter(each -> each.getKey().isOfNewcomers())
                .mapToInt(each -> each.getValue().played)
                .sum();
    }

    void told(Fault fault) {
        of(fault).told++;
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

    @Override
    public String toString() {
        return requests + " requests and cancellations, " + answers + " answers, " + events + " events, " + connections
                + " connections, " + most + " at once, " + refused + " refused, " + accidents + " accidents; faults: "
                + faults.entrySet().stream()
                        .map(each -> brief(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String brief(Fault fault, Count count) {
        return fault + " " + count.played
                + (fault.code() == 0 ? "" : " (" + count.told + " closed with " + fault.code() + ")")
                + (count.left == 0 ? "" : " (" + count.left + " left to end the connection)")
                + (count.released == 0 ? "" : " (" + count.released + " read on in time)");
    }
}
