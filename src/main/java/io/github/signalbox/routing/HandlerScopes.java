package io.github.signalbox.routing;

/** Opens the contexts that are active around a handler's call, such as CDI's request scope. Thread-safe. */
@FunctionalInterface
public interface HandlerScopes {

    /** No contexts: for applications without CDI. */
    HandlerScopes NONE = () -> () -> {};

    /**
     * Opens the contexts on this thread.
     *
     * @return closes them, on the same thread
     */
    Scope open();

    /** Contexts that are open. */
    @FunctionalInterface
    interface Scope {

        /** Closes them. */
        void close();
    }
}
