package io.github.signalbox.functional.soak;

/** A number of events that a client has asked for, to come in order. */
final class Flood {

    private final long number;
    private final int count;
    private final String pad;
    private int came;

    Flood(long number, int count, int size) {
        this.number = number;
        this.count = count;
        this.pad = "x".repeat(size);
    }

    String params() {
        return "{\"number\":" + number + ",\"count\":" + count + ",\"size\":" + pad.length() + "}";
    }

    /** Whether this is the next of them. */
    boolean tryTake(String event) {
        String next = "{\"Route\":\"soak.drop\",\"Params\":{\"drop\":" + came + ",\"number\":" + number + ",\"pad\":\""
                + pad + "\"}}";
        boolean taken = event.equals(next);
        came += taken ? 1 : 0;
        return taken;
    }

    void checkComplete() {
        if (came != count) {
            throw new Violation("The server says that it has sent " + count + " events; " + came + " came before that");
        }
    }
}
