package io.github.signalbox.bench;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Logs nothing. */
final class Silence implements System.Logger {

    @Override
    public String getName() {
        return "bench";
    }

    @Override
    public boolean isLoggable(Level level) {
        return false;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String msg, @Nullable Throwable thrown) {
        // Nothing, on purpose.
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
        // Nothing, on purpose.
    }
}
