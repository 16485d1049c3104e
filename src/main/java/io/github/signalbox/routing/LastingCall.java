package io.github.signalbox.routing;

import io.github.signalbox.Call;

/** A call whose handler may be needed for long after it has returned: it has returned a publisher. Thread-safe. */
public interface LastingCall extends Call {

    /**
     * Calls back when the publisher has ended or was cancelled, or will not be asked for anything. To be called before the
     * handler returns that publisher, and by one handler.
     *
     * @param callback called once, on a thread that may block
     */
    void whenOver(Runnable callback);
}
