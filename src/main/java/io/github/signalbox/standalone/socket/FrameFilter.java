package io.github.signalbox.standalone.socket;

import java.util.function.Function;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Gives every accepted connection its {@link ClientSocket}, and takes the bytes of upgraded ones out of the chain before the
 * HTTP codec sees them.
 */
final class FrameFilter extends BaseFilter {

    private static final Attribute<ClientSocket> SOCKET =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(FrameFilter.class.getName() + ".socket");

    private final Function<NIOConnection, ClientSocket> accept;

    FrameFilter(Function<NIOConnection, ClientSocket> accept) {
        this.accept = accept;
    }

    /** The socket of the connection that is being read. */
    static ClientSocket socket(FilterChainContext context) {
        return SOCKET.get(context.getConnection());
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        NIOConnection connection = (NIOConnection) context.getConnection();
        ClientSocket socket = accept.apply(connection);
        SOCKET.set(connection, socket);
        socket.watch();
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        ClientSocket socket = socket(context);
        if (!socket.isUpgraded()) {
            return context.getInvokeAction();
        }
        Buffer buffer = context.getMessage();
        // The frames of a paused connection outlive this call, so the buffer is left to the garbage collector.
        return socket.read(context, buffer.toByteBuffer());
    }
}
