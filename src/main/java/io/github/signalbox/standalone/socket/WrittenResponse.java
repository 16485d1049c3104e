package io.github.signalbox.standalone.socket;

import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * A response on its way out. The next request is not read before it is there: a client that asks and does not read would fill the memory
 * with its answers.
 *
 * <p>For the selector's thread, which does all that is written, too.
 */
// Grizzly's result is raw.
@SuppressWarnings("rawtypes")
final class WrittenResponse extends EmptyCompletionHandler<WriteResult> {

    private final FilterChainContext context;
    private boolean out;
    private boolean awaited;

    WrittenResponse(FilterChainContext context) {
        this.context = context;
    }

    /** Whether the kernel has all of it. */
    boolean isOut() {
        return out;
    }

    /** Resumes the context, which is suspended, as soon as it is out; never if the connection goes first. */
    void resumeWhenOut() {
        awaited = true;
        if (out) {
            resume();
        }
    }

    @Override
    public void completed(WriteResult result) {
        out = true;
        if (awaited) {
            ((NIOConnection) context.getConnection()).executeInEventThread(IOEvent.READ, this::resume);
        }
    }

    private void resume() {
        // What is left of a client that has gone is collected; Grizzly would complain that it cannot read on.
        if (context.getConnection().isOpen()) {
            context.resume(context.getStopAction());
        }
    }
}
