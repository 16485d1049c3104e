package io.github.signalbox.config;

import java.util.Optional;

/**
 * A whole number within limits.
 *
 * @param allowed see {@link Kind#allowed}
 * @param least the least that is allowed
 * @param most the most that is allowed
 */
record WholeNumber(String allowed, int least, int most) implements Kind<Integer> {

    static WholeNumber between(int least, int most) {
        return new WholeNumber("a whole number from " + least + " to " + most, least, most);
    }

    /** Zero means that there is no limit, so that a limit set elsewhere can be lifted. */
    static WholeNumber upToOrUnlimited(int most) {
        return new WholeNumber("a whole number from 1 to " + most + ", or 0 for no limit", 0, most);
    }

    static WholeNumber ofBytes(int least, int most) {
        return new WholeNumber("a whole number of bytes from " + least + " to " + most, least, most);
    }

    @Override
    public Optional<Integer> parse(String text) {
        // Narrower than Integer.parseInt, which takes signs and the digits of every script; what overflows is beyond
        // all limits.
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number > most ? Optional.empty() : Optional.of((int) number);
    }

    @Override
    public boolean allows(Integer value) {
        return value >= least && value <= most;
    }

    @Override
    public String write(Integer value) {
        return value.toString();
    }
}
