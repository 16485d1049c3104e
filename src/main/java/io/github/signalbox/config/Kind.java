package io.github.signalbox.config;

import java.util.Optional;

/**
 * What values a setting takes and how they are written.
 *
 * @param <T> the values' type
 */
interface Kind<T> {

    /** Completes the sentence "write …". */
    String allowed();

    /** Reads what somebody wrote, white space around it removed; empty if it has not this kind's form. */
    Optional<T> parse(String text);

    /** Whether the value lies within the limits. */
    boolean allows(T value);

    /** The value as one would write it. */
    String write(T value);

    /** A word of help for a text that was refused; empty if there is none. */
    default String hint(String text) {
        return "";
    }
}
