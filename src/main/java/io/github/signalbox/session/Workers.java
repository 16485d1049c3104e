package io.github.signalbox.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that do not deliver messages. Work is never lost: what one kind refuses the other does, and at last whoever brings it.
 *
 * <p>What a socket needs has threads of its own, so that handlers which hold all of theirs keep nobody from being closed. So has what is
 * to be sent: closes which hold all of theirs keep no client from what it would read.
 */
final class Workers implements Executor {

    private final Executor handlers;
    private final Executor sockets;
    private final Executor senders;

    /** For everything alike. */
    Workers(Executor threads) {
        this(threads, threads, threads);
    }

    Workers(Executor handlers, Executor sockets, Executor senders) {
        this.handlers = handlers;
        this.sockets = sockets;
        this.senders = senders;
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
        executeOrRun(sockets, work);
    }

    /** Sends on, which does not block. */
    void executeForSending(Runnable work) {
        executeOrRun(senders, work);
    }

    private static void executeOrRun(Executor threads, Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            // Gone, because the application is.
            work.run();
        }
    }
}
