package io.github.signalbox.endpoint;

import io.github.signalbox.admission.Refusal;
import io.github.signalbox.codec.EnvelopeDecoder;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.session.LiveConnection;
import io.github.signalbox.session.Peer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one WebSocket endpoint of an application. Containers make an instance for each connection.
 *
 * <p>Its decoder is named in the annotation for whoever reads that, and called from here: a container decodes whole messages only.
 *
 * <p>Every callback hands over at once and throws nothing: what containers do with an exception ranges from nothing to closing
 * the session.
 */
@ServerEndpoint(
        value = SignalboxEndpoint.PATH,
        decoders = EnvelopeDecoder.class,
        encoders = EnvelopeEncoder.class,
        configurator = SignalboxConfigurator.class)
public class SignalboxEndpoint {

    /** Where clients connect, below the application's context root. */
    public static final String PATH = "/ws";

    private static final Logger LOGGER = System.getLogger(SignalboxEndpoint.class.getName());

    private final EnvelopeDecoder decoder = new EnvelopeDecoder();
    private volatile @Nullable LiveConnection connection;
    private volatile @Nullable CloseReason over;
    private int maxMessageSize;
    /** The beginning of a message whose end has not come. */
    private @Nullable StringBuilder begun;

    /** For the container. */
    public SignalboxEndpoint() {}

    /**
     * Begins the connection.
     *
     * @param session a session whose handshake went through {@link SignalboxConfigurator}
     */
    @OnOpen
    public void open(Session session) {
        Ticket ticket = (Ticket) session.getUserProperties().remove(Ticket.PROPERTY);
        Peer peer = ticket == null ? null : ticket.peer();
        if (ticket == null || peer == null) {
            new SessionTransport(session, null)
                    .close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "Server error");
            return;
        }
        SessionTransport transport = new SessionTransport(session, ticket.control());
        Refusal refusal = ticket.refusal();
        if (refusal != null) {
            transport.close(refusal.closeCode(), refusal.reasonPhrase());
            return;
        }
        maxMessageSize = ticket.switchboard().settings().maxMessageSize();
        // What a container buffers of one frame, as far as it obeys.
        session.setMaxTextMessageBufferSize(maxMessageSize);
        connection = ticket.switchboard().open(transport, peer, ticket.lease());
        CloseReason end = over;
        if (end != null) {
            // An observer of @Opened had closed it, and the container told of that before the line above was done.
            close(end);
        }
    }

    /**
     * Takes a text message, in parts: containers collect a whole one for whoever wants it, and on WildFly and Open Liberty no
     * limit keeps them from filling the heap with a message that never ends.
     *
     * @param part some of it, perhaps all
     * @param last whether it ends here
     */
    @OnMessage
    public void receive(String part, boolean last) {
        LiveConnection live = connection;
        if (live == null) {
            return;
        }
        StringBuilder before = begun;
        if (before == null && last) {
            live.receive(decoder.decode(part));
            return;
        }
        if (before == null) {
            before = new StringBuilder();
        }
        // No character takes less than a byte; the exact size is looked at when all is there.
        if (before.length() + part.length() > maxMessageSize) {
            begun = null;
            live.receiveTooMuch();
            return;
        }
        before.append(part);
        begun = last ? null : before;
        if (last) {
            live.receive(decoder.decode(before.toString()));
        }
    }

    /**
     * Refuses a binary message.
     *
     * @param part not looked at; in parts, so that the container need not collect it
     * @param last not looked at
     */
    @OnMessage
    public void receiveBinary(ByteBuffer part, boolean last) {
        LiveConnection live = connection;
        if (live != null) {
            live.receiveBinary();
        }
    }

    /**
     * Takes a pong.
     *
     * @param pong a sign of life, whatever it carries
     */
    @OnMessage
    public void receivePong(PongMessage pong) {
        LiveConnection live = connection;
        if (live != null) {
            live.heardPong();
        }
    }

    /**
     * The session is over.
     *
     * @param reason what the container makes of its end
     */
    @OnClose
    public void close(CloseReason reason) {
        over = reason;
        LiveConnection live = connection;
        if (live != null) {
            live.closed(reason.getCloseCode().getCode());
        }
    }

    /**
     * The container met an error, mostly a client that went away. The end of the session, if this is one, is told by
     * {@link #close} or found by the sweep.
     *
     * @param session where
     * @param thrown what
     */
    @OnError
    public void fail(Session session, Throwable thrown) {
        LiveConnection live = connection;
        LOGGER.log(
                Level.DEBUG,
                () -> (live == null ? session.getId() : live.id()) + " had an error in its container",
                thrown);
    }
}
