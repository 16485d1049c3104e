package io.github.signalbox.standalone.socket;

import java.util.function.Function;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.NIOConnection;

/** Gives every accepted connection its {@link ClientSocket}. */
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
}
