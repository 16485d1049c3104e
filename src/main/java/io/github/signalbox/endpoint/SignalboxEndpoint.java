package io.github.signalbox.endpoint;

import io.github.signalbox.admission.Refusal;
import io.github.signalbox.codec.EnvelopeDecoder;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.codec.Request;
import io.github.signalbox.session.LiveConnection;
import io.github.signalbox.session.Peer;
import io.github.signalbox.session.Switchboard;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one WebSocket endpoint of an application. Containers make an instance for each connection.
 *
 * <p>On Undertow, {@link UndertowEndpoint} stands before it.
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

    private volatile @Nullable LiveConnection connection;
    private volatile @Nullable CloseReason over;
    /**
     * For whose farewells the container is held, if it is Tyrus: when GlassFish and Payara stop, a thread of theirs may close all
     * sockets one by one, while others are being told goodbye. Null elsewhere.
     */
    private volatile @Nullable Switchboard holder;

    /** For the container. */
    public SignalboxEndpoint() {}

    /**
     * Begins the connection.
     *
     * @param session a session whose handshake went through {@link SignalboxConfigurator}
     */
    @OnOpen
    public void open(Session session) {
        open(session, null);
    }

    /**
     * Begins the connection.
     *
     * @param session as above
     * @param own the hold on its socket that the caller has; null if it has none
     */
    void open(Session session, @Nullable SocketControl own) {
        Ticket ticket = (Ticket) session.getUserProperties().remove(Ticket.PROPERTY);
        Peer peer = ticket == null ? null : ticket.peer();
        if (ticket == null || peer == null) {
            new SessionTransport(session, control(session, own))
                    .close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "Server error");
            return;
        }
        SocketControl control = control(session, own == null ? ticket.control() : own);
        SessionTransport transport = new SessionTransport(session, control);
        Refusal refusal = ticket.refusal();
        if (refusal != null) {
            transport.close(refusal.closeCode(), refusal.reasonPhrase());
            return;
        }
        ticket.onUnwanted(this::receiveUnwanted);
        // What a container buffers of one message, as far as it obeys; the exact limit is checked later.
        session.setMaxTextMessageBufferSize(ticket.switchboard().settings().maxMessageSize());
        holder = control == null && TyrusRequest.isOfTyrus(session) ? ticket.switchboard() : null;
        LiveConnection live = ticket.switchboard().open(transport, peer, ticket.lease());
        connection = live;
        CloseReason end = over;
        if (end != null) {
            // An observer of @Opened had closed it, and the container told of that before the line above was done.
            close(end);
        }
        if (live != null && control instanceof TextSocket texts) {
            EnvelopeDecoder decoder = new EnvelopeDecoder();
            texts.receiveTexts(text -> live.receive(decoder.decode(text)));
        }
        if (live != null) {
            // Servers keep this object for a while. WildFly keeps it until the undeployment, if the client resets in
            // its handshake.
            CompletableFuture<Void> unused = live.ended().thenRun(() -> connection = null);
        }
    }

    private static @Nullable SocketControl control(Session session, @Nullable SocketControl known) {
        return known == null ? UndertowControl.of(session) : known;
    }

    /**
     * Takes a text message.
     *
     * @param request what the decoder made of it
     */
    @OnMessage
    public void receive(Request request) {
        LiveConnection live = connection;
        if (live != null) {
            live.receive(request);
        }
    }

    /** Takes the news that a text message is larger than allowed, before it has ended. */
    void receiveTooMuch() {
        LiveConnection live = connection;
        if (live != null) {
            live.receiveTooMuch();
        }
    }

    private void receiveUnwanted(FrameCutter.Unwanted message) {
        LiveConnection live = connection;
        if (live != null) {
            switch (message) {
                case TOO_LARGE -> live.receiveTooMuch();
                case BINARY -> live.receiveBinary();
            }
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
        if (live == null) {
            return;
        }
        boolean lost = live.isOpen() && reason.getCloseCode() == CloseReason.CloseCodes.CLOSED_ABNORMALLY;
        live.closed(reason.getCloseCode().getCode());
        Switchboard held = holder;
        if (lost && held != null && !ContainerCall.isUnderWay()) {
            held.awaitFarewells();
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
