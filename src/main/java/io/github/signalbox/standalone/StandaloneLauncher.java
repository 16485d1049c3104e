package io.github.signalbox.standalone;

import io.github.signalbox.SignalboxServer;

/** How {@link SignalboxServer#builder} finds this package without importing it. */
public final class StandaloneLauncher implements SignalboxServer.Launcher {

    /** For {@link java.util.ServiceLoader}. */
    public StandaloneLauncher() {}

    @Override
    public SignalboxServer.Builder builder() {
        return new StandaloneBuilder();
    }
}
