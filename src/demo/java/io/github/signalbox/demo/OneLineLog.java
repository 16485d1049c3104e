package io.github.signalbox.demo;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Lets {@code java.util.logging} print a line for each event: by default it prints two, the first with a class and a method. */
final class OneLineLog {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    /** Time, level, message, and a stack trace if there is one. */
    private static final String TIME_LEVEL_MESSAGE = "%1$tF %1$tT %4$s %5$s%6$s%n";

    private OneLineLog() {}

    /** To be called before anything is logged. Does nothing if the user has configured the log. */
    static void use() {
        if (isConfigured()) {
            return;
        }
        System.setProperty(FORMAT, TIME_LEVEL_MESSAGE);
        // In Maven's JVM somebody may have logged before, and a formatter that is made already keeps its format.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof ConsoleHandler && handler.getFormatter().getClass() == SimpleFormatter.class) {
                handler.setFormatter(new SimpleFormatter());
            }
        }
    }

    private static boolean isConfigured() {
        return Stream.of(FORMAT, "java.util.logging.config.file", "java.util.logging.config.class")
                        .anyMatch(key -> System.getProperty(key) != null)
                || LogManager.getLogManager().getProperty(FORMAT) != null;
    }
}
