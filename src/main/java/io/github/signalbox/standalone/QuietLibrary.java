package io.github.signalbox.standalone;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the INFO lines of a library that starts or stops from what a newcomer sees first. Warnings come through.
 *
 * <p>Only while something runs, only in {@code java.util.logging}, and only for a logger that the user has not configured: one
 * with a level of its own, or one that would log FINE, is left as it is.
 */
final class QuietLibrary {

    private QuietLibrary() {}

    /**
     * Runs something.
     *
     * @param name of the logger, with all those below it that have no level of their own
     */
    static <T> T during(String name, Supplier<T> something) {
        Logger logger = Logger.getLogger(name);
        if (logger.getLevel() != null || logger.isLoggable(Level.FINE)) {
            return something.get();
        }
        logger.setLevel(Level.WARNING);
        try {
            return something.get();
        } finally {
            logger.setLevel(null);
        }
    }
}
