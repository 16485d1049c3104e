package io.github.signalbox.session;

import io.github.signalbox.Connection;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.codec.CallerText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/** What people are told: one line for each event, with the connection's id. A caller's text cannot break a line. */
final class Log {

    private static final Logger OWN = System.getLogger(Log.class.getName());

    /** How many characters of an exception's message its line has. It is the application's own text, mostly, and may be long. */
    private static final int MESSAGE_IN_LINE = 300;

    private final Logger logger;

    Log(Logger logger) {
        this.logger = logger;
    }

    void opened(LiveConnection connection) {
        write(
                Level.INFO,
                () -> connection.id() + " opened from " + CallerText.forLog(connection.remoteAddress())
                        + connection
                                .principal()
                                .map(p -> " as " + CallerText.forLog(p.getName()))
                                .orElse(""));
    }

    void refused(String id, Refusal refusal) {
        write(Level.WARNING, () -> id + " refused with " + refusal.status() + ": " + refusal.logText());
    }

    void closing(LiveConnection connection, int closeCode, String reason) {
        write(Level.INFO, () -> connection.id() + " closing with " + closeCode + ": " + reason);
    }

    void closed(LiveConnection connection, int closeCode) {
        write(Level.INFO, () -> connection.id() + " closed with " + closeCode);
    }

    /** The line says what to do; where the handler is just then is on DEBUG. */
    void blocks(LiveConnection connection, String route, Thread thread, Duration time) {
        write(
                Level.WARNING,
                () -> connection.id() + " has had " + route + " on " + thread.getName() + " for more than "
                        + time.toMillis()
                        + " ms: other connections wait for that thread. Take blocking = false from its"
                        + " @Route, or make it quicker");
        write(Level.DEBUG, () -> {
            Throwable place = new Throwable(route);
            place.setStackTrace(thread.getStackTrace());
            return connection.id() + " has this on " + thread.getName() + trace(place);
        });
    }

    /** The line names cause and place; whole messages and the stack trace are on DEBUG, since the latter has lines of its own. */
    void failed(Connection connection, String route, Throwable thrown) {
        write(Level.ERROR, () -> connection.id() + " failed in " + CallerText.forLog(route) + ": " + describe(thrown));
        write(Level.DEBUG, () -> connection.id() + " failed in " + CallerText.forLog(route) + trace(thrown));
    }

    /** What a logger does is the application's affair, and no reason to lose a connection half-way through its life. */
    private void write(Level level, Supplier<String> line) {
        try {
            logger.log(level, line);
        } catch (RuntimeException | Error e) {
            OWN.log(Level.WARNING, "The application's logger failed", e);
        }
    }

    private static String describe(Throwable thrown) {
        StringBuilder line = new StringBuilder(headline(thrown, MESSAGE_IN_LINE));
        StackTraceElement[] frames = thrown.getStackTrace();
        if (frames.length > 0) {
            line.append(" at ").append(frames[0]);
        }
        Throwable cause = thrown.getCause();
        if (cause != null && cause != thrown) {
            line.append("; caused by ").append(headline(cause, MESSAGE_IN_LINE));
        }
        return line.toString();
    }

    private static String trace(Throwable thrown) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = thrown; cause != null && trace.length() < 100_000; cause = cause.getCause()) {
            trace.append(System.lineSeparator()).append(headline(cause, Integer.MAX_VALUE));
            for (StackTraceElement frame : cause.getStackTrace()) {
                trace.append(System.lineSeparator()).append("\tat ").append(frame);
            }
        }
        return trace.toString();
    }

    private static String headline(Throwable thrown, int most) {
        String message = thrown.getMessage();
        return thrown.getClass().getName() + (message == null ? "" : ": " + escaped(message, most));
    }

    /** The beginning of a text, escaped piece by piece, since {@link CallerText} never repeats more than a little. */
    private static String escaped(String text, int most) {
        StringBuilder out = new StringBuilder();
        int left = Math.min(most, text.codePointCount(0, text.length()));
        int begin = 0;
        while (left > 0) {
            int piece = Math.min(left, CallerText.MAX_LENGTH);
            int end = text.offsetByCodePoints(begin, piece);
            out.append(CallerText.forLog(text.substring(begin, end)));
            begin = end;
            left -= piece;
        }
        return out.append(begin < text.length() ? "…" : "").toString();
    }
}
