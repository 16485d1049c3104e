package io.github.signalbox.session;

import io.github.signalbox.Connection;
import io.github.signalbox.admission.Lease;
import io.github.signalbox.audience.Rooms;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.codec.Event;
import io.github.signalbox.codec.Request;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One client, from the opening handshake on. The container ring tells it what arrives; the application sees it as a
 * {@link Connection}.
 *
 * <p>Thread-safe, but {@link #receive} is for one thread at a time, as containers deliver messages.
 */
public final class LiveConnection implements Connection {

    private final Hub hub;
    private final Peer peer;
    private final Transport transport;
    private final Lease lease;
    private final Outbox outbox;
    private final Lane lane;
    private final Requests requests;
    private final Pulse pulse;
    private final Checkup checkup;
    private final Observers observers;
    private final Drain drain;
    private final Lifetime lifetime;
    private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>(0);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    LiveConnection(Hub hub, Peer peer, Transport transport, Lease lease) {
        this.hub = hub;
        this.peer = peer;
        this.transport = transport;
        this.lease = lease;
        this.outbox = new Outbox(transport, hub.workers(), hub.settings().maxOutbound(), new OutboxWatch(this));
        this.lane = new Lane(hub.workers(), transport, hub.settings().maxPending(), this::completeIfQuiet);
        this.requests = new Requests(hub, this, lane, outbox, this::answer, transport::push, this::completeIfQuiet);
        this.lifetime = new Lifetime(hub.settings().pingTimeout());
        this.pulse = new Pulse(hub.settings(), hub.now());
        this.checkup = new Checkup(hub, this, lifetime, pulse, lane, outbox);
        this.observers = new Observers(hub, this);
        this.drain = new Drain(() -> !isOpen(), lane, requests, outbox);
        observers.awaitOpened(lane);
    }

    @Override
    public String id() {
        return peer.id();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(peer.principal());
    }

    @Override
    public boolean isUserInRole(String role) {
        return peer.roles().contains(role);
    }

    @Override
    public String remoteAddress() {
        return peer.remoteAddress();
    }

    @Override
    public ConcurrentMap<String, Object> attributes() {
        return attributes;
    }

    @Override
    public void send(String route, @Nullable Object params) {
        send(EnvelopeEncoder.encoded(new Event(route, hub.binding().content(params))));
    }

    @Override
    public void join(String room) {
        hub.rooms().join(Rooms.checked(room), this);
    }

    @Override
    public void leave(String room) {
        hub.rooms().leave(Rooms.checked(room), this);
    }

    @Override
    public Set<String> rooms() {
        return hub.rooms().of(this);
    }

    @Override
    public void close(int closeCode, String reason) {
        CloseCodes.check(closeCode, reason);
        if (beginClosing()) {
            outbox.closeAfterwards(closeCode, reason, () -> {});
        }
    }

    @Override
    public String toString() {
        return id();
    }

    /** Begins the connection's life: the application hears of it before the first request is handled. */
    void open() {
        hub.log().opened(this);
        lane.release();
    }

    /**
     * Takes a message from the client. Returns soon, unless too many wait and the transport cannot pause.
     *
     * @param request what the message was decoded to
     */
    public void receive(Request request) {
        long now = hub.now();
        pulse.heard(now);
        boolean wanted = isOpen() && !drain.hasBegun();
        if (wanted && request.exceeds(hub.settings().maxMessageSize())) {
            receiveTooMuch();
        } else if (wanted) {
            requests.take(request, now);
        }
    }

    /** Takes a pong from the client, asked for or not. */
    public void heardPong() {
        pulse.heard(hub.now());
    }

    /** Refuses a message of which more has come than it may have in all. */
    public void receiveTooMuch() {
        closeNow(CloseCodes.TOO_BIG, "Message too large");
    }

    /** Refuses a binary message: the wire is text. */
    public void receiveBinary() {
        closeNow(CloseCodes.CANNOT_ACCEPT, "Text messages only");
    }

    /**
     * Closes with a reason of the server's own, ahead of anything that waits to be sent.
     *
     * @param closeCode RFC 6455 section 7.4
     * @param reason a fixed phrase
     */
    public void closeNow(int closeCode, String reason) {
        if (beginClosing()) {
            hub.log().closing(this, closeCode, reason);
            outbox.closeNow(closeCode, reason);
        }
    }

    /**
     * The connection is gone, whoever ended it. Only the first call counts.
     *
     * @param closeCode what the container says of the end; 1006 if it was lost
     */
    public void closed(int closeCode) {
        if (!lifetime.tryEnd()) {
            return;
        }
        hub.remove(this);
        lease.release();
        outbox.discard();
        requests.close();
        requests.abandonAll();
        lane.close();
        hub.log().closed(this, closeCode);
        ended.complete(null);
        observers.awaitClosed(lane, this::end);
        completeIfQuiet();
    }

    /** The container could not send. It may have a close frame of its own to send yet; its end is told, or found. */
    void sendFailed() {
        if (transport.isOpen()) {
            beginClosing();
            lifetime.hasten(hub.now());
        }
    }

    /** Drops a connection that the closing handshake does not end, or has not yet. */
    void drop() {
        if (lifetime.isClosed()) {
            return;
        }
        // Lost, whatever the container then makes of it.
        closed(CloseCodes.LOST);
        transport.abort();
    }

    /** Sends an event, perhaps one that was encoded for many; at once, since whoever sends it may then be busy for long. */
    void send(EncodedMessage message) {
        if (isOpen()) {
            outbox.send(message);
            transport.push();
        }
    }

    /** Looks after deadlines and signs of life. Called regularly, by one thread. */
    void tick(long now) {
        if (isOpen() && !transport.isOpen()) {
            // Containers forget to tell: docs/differences.md. One that is closing by itself has a close frame to send.
            closed(CloseCodes.LOST);
            return;
        }
        if (lifetime.isOverdue(now)) {
            drop();
            return;
        }
        requests.expire(now);
        checkup.run(now);
    }

    /** Takes nothing new; completes when all that was taken is answered and sent. */
    CompletableFuture<Void> drain() {
        return drain.begin();
    }

    /** Closes with 1001 behind what waits to be sent; completes when the container has been told so, or the socket is closed. */
    CompletableFuture<Void> sayGoodbye() {
        CompletableFuture<Void> told = ended();
        if (beginClosing()) {
            outbox.closeAfterwards(CloseCodes.GOING_AWAY, "Server is stopping", () -> told.complete(null));
        } else {
            told.complete(null);
        }
        return told;
    }

    /** {@return a future of the caller's own, which completes when the socket is closed, whatever the container says of it} */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Completes when the connection is gone: its last handler has returned, and observers of {@code @Closed} have been told. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** The principal's name; null if the client did not sign in. */
    @Nullable
    String user() {
        return peer.user();
    }

    /** {@return whether it is neither closed nor closing} */
    public boolean isOpen() {
        return lifetime.isOpen();
    }

    /** The last that is done for the connection. */
    private boolean end() {
        try {
            observers.tellClosed();
        } finally {
            gone.complete(null);
            hub.forget(this);
        }
        return true;
    }

    private void answer(EncodedMessage message) {
        if (isOpen()) {
            outbox.send(message);
        }
    }

    private boolean beginClosing() {
        boolean first = lifetime.tryBeginClosing(hub.now());
        if (first) {
            hub.leaveAll(this);
            // Nothing that comes is taken any more, so nobody need be held until it can be.
            lane.close();
            requests.abandonAll();
            completeIfQuiet();
        }
        return first;
    }

    /** Something was done that might have been the last. */
    void completeIfQuiet() {
        drain.completeIfQuiet();
    }
}
