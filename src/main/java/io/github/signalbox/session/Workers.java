package io.github.signalbox.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that may block. Work is never lost: what one kind refuses the other does, and at last whoever brings it.
 *
 * <p>What a socket needs has threads of its own, so that handlers which hold all of theirs keep nobody from being closed.
 */
final class Workers implements Executor {

    private final Executor handlers;
    private final Executor sockets;

    /** For everything alike. */
    Workers(Executor threads) {
        this(threads, threads);
    }

    Workers(Executor handlers, Executor sockets) {
        this.handlers = handlers;
        this.sockets = sockets;
    }

    /** Runs code of the application. */
    @Override
    public void execute(Runnable work) {
        try {
            handlers.execute(work);
        } catch (RejectedExecutionException e) {
            // They are full, or gone because the application is. Not on this thread: it may be the heartbeat's.
            executeForSocket(work);
        }
    }

    /** Closes or pings, which a container may do for as long as the client likes. */
    void executeForSocket(Runnable work) {
        try {
            sockets.execute(work);
        } catch (RejectedExecutionException e) {
            // Gone, because the application is.
            work.run();
        }
    }
}
