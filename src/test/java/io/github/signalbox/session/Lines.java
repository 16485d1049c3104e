package io.github.signalbox.session;

import java.lang.System.Logger;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A logger that keeps its lines; only those of a level or above. */
public final class Lines implements Logger {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Level least;

    public Lines(Level least) {
        this.least = least;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public String getName() {
        return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.getSeverity() >= least.getSeverity();
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String msg, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            lines.add(level + " " + msg);
        }
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... params) {
        if (isLoggable(level)) {
            lines.add(level + " " + format);
        }
    }
}
