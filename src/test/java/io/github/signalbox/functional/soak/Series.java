package io.github.signalbox.functional.soak;

/** A stream that a client has asked for: items in order, and then its end. */
final class Series {

    private final String id;
    private final long number;
    private final int count;
    private final String pad;
    private boolean cancelled;
    private int came;

    /** @param id JSON text */
    Series(String id, long number, int count, int size) {
        this.id = id;
        this.number = number;
        this.count = count;
        this.pad = "x".repeat(size);
    }

    String params() {
        return "{\"number\":" + number + ",\"count\":" + count + ",\"size\":" + pad.length() + "}";
    }

    /** Its end may come before its last item, now. */
    void cancel() {
        cancelled = true;
    }

    /**
     * Checks an answer with its Id.
     *
     * @return whether that is its end
     */
    boolean heard(String answer) {
        if (came < count && answer.equals(answer("next", item()))) {
            came++;
            return false;
        }
        boolean ended = answer.equals(answer("end", "null")) && (cancelled || came == count);
        if (ended || (cancelled && answer.equals(Outcome.CANCELLED.answer(id)))) {
            return true;
        }
        throw new Violation(this + " was answered " + Violation.brief(answer));
    }

    private String answer(String msg, String data) {
        return new Outcome(0, msg, data).answer(id);
    }

    private String item() {
        return "{\"drop\":" + came + ",\"number\":" + number + ",\"pad\":\"" + pad + "\"}";
    }

    /** How many characters its items have, more or less. */
    int size() {
        return count * (pad.length() + 80);
    }

    @Override
    public String toString() {
        return "A stream of " + count + " items of which " + came + " have come" + (cancelled ? ", cancelled," : "");
    }
}
