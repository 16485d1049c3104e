package io.github.signalbox.session;

/**
 * Ends something when the JVM is told to end: by SIGTERM, by Ctrl-C, by {@link System#exit}. All hooks of a JVM run at the same
 * time, so a server that has one of its own is not waited for, and does not wait.
 */
public final class ShutdownHook {

    private final Thread thread;

    /**
     * Not added yet.
     *
     * @param end what to do, on a thread of its own
     */
    public ShutdownHook(Runnable end) {
        // Whoever adds it may have locals that an application that is taken away must not hold.
        this.thread = new Thread(null, end, "signalbox-shutdown", 0, false);
    }

    /**
     * Sees to it that the JVM does not end without this.
     *
     * @throws IllegalStateException if the JVM is on its way down already, and this would never run
     */
    public void add() {
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** Forgets it, or what it would end stays in memory with its class loader. Does nothing while the JVM is on its way down. */
    public void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException | SecurityException e) {
            // It has run, or runs, or its thread is this one; or it could not be added, either.
        }
    }
}
