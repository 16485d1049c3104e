package io.github.signalbox.standalone.socket;

import java.io.IOException;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Context;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.Processor;
import org.glassfish.grizzly.ProcessorResult;
import org.glassfish.grizzly.ReadResult;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.MessageCloner;
import org.glassfish.grizzly.asyncqueue.PushBackHandler;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/**
 * Takes the place of Grizzly's filter chain once a connection is a WebSocket: the selector's thread itself reads and writes.
 */
// Grizzly's interface is raw, and names a class that it has deprecated.
@SuppressWarnings({"rawtypes", "deprecation"})
final class FrameProcessor implements Processor<Context> {

    private final ClientSocket socket;

    FrameProcessor(ClientSocket socket) {
        this.socket = socket;
    }

    @Override
    public Context obtainContext(Connection connection) {
        Context context = Context.create(connection);
        context.setProcessor(this);
        return context;
    }

    @Override
    public ProcessorResult process(Context context) {
        if (context.getIoEvent() == IOEvent.READ) {
            socket.read();
        } else if (context.getIoEvent() == IOEvent.WRITE) {
            NIOConnection connection = (NIOConnection) context.getConnection();
            if (!connection.getAsyncWriteQueue().isEmpty()) {
                // The rest of what was written before the upgrade.
                return ((TCPNIOTransport) connection.getTransport())
                        .getAsyncQueueIO()
                        .getWriter()
                        .processAsync(context)
                        .toProcessorResult();
            }
            socket.writer().writable();
        }
        return ProcessorResult.createComplete();
    }

    @Override
    public boolean isInterested(IOEvent event) {
        return true;
    }

    @Override
    public void setInterested(IOEvent event, boolean interested) {
        // In all of them, always.
    }

    @Override
    public void read(Connection connection, CompletionHandler<ReadResult> handler) {
        handler.failed(new IOException("Frames are read by the selector"));
    }

    @Override
    public void write(Connection connection, Object address, Object message, CompletionHandler<WriteResult> handler) {
        handler.failed(new IOException("Frames are written by FrameWriter"));
    }

    @Override
    public void write(
            Connection connection,
            Object address,
            Object message,
            CompletionHandler<WriteResult> handler,
            MessageCloner cloner) {
        write(connection, address, message, handler);
    }

    @Override
    public void write(
            Connection connection,
            Object address,
            Object message,
            CompletionHandler<WriteResult> handler,
            PushBackHandler pushBack) {
        write(connection, address, message, handler);
    }
}
