package io.github.signalbox.functional;

import java.text.MessageFormat;
import java.util.List;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged, as an appender would format it, and shows nothing. */
public final class RecordingLogger implements System.Logger {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The lines that contain a text. */
    List<String> lines(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public String getName() {
        return "recorded";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.compareTo(Level.INFO) >= 0;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String msg, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            lines.add(level + " " + msg + (thrown == null ? "" : " " + thrown));
        }
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object @Nullable ... params) {
        if (isLoggable(level)) {
            lines.add(level + " "
                    + (params == null || params.length == 0 ? format : MessageFormat.format(format, params)));
        }
    }
}
