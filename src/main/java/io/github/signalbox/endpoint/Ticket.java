package io.github.signalbox.endpoint;

import io.github.signalbox.admission.Admitted;
import io.github.signalbox.admission.Decision;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Lease;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.session.Peer;
import io.github.signalbox.session.Switchboard;
import jakarta.websocket.server.HandshakeRequest;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a handshake, on its way from whoever decided it to the session.
 *
 * <p>From the filter to the Configurator it travels in a ThreadLocal, from there to the session in the user properties: the
 * only two ways that work on every container.
 */
public final class Ticket {

    /** The name in the user properties of a session. */
    static final String PROPERTY = Ticket.class.getName();

    private static final ThreadLocal<@Nullable Ticket> CURRENT = new ThreadLocal<>();

    private final Switchboard switchboard;
    private final String id;
    private final Handshake handshake;
    private final Decision decision;
    private final @Nullable SocketControl control;

    private volatile boolean used;
    private volatile @Nullable Peer peer;
    private volatile @Nullable Consumer<FrameCutter.Unwanted> onUnwanted;

    private Ticket(
            Switchboard switchboard,
            String id,
            Handshake handshake,
            Decision decision,
            @Nullable SocketControl control) {
        this.switchboard = switchboard;
        this.id = id;
        this.handshake = handshake;
        this.decision = decision;
        this.control = control;
    }

    /**
     * Asks whether a client may connect.
     *
     * @param switchboard the application
     * @param handshake who asks
     * @param control the client's socket, if there is a hold on it
     * @return with the answer
     */
    public static Ticket issue(Switchboard switchboard, Handshake handshake, @Nullable SocketControl control) {
        String id = Peer.newId();
        return new Ticket(switchboard, id, handshake, switchboard.admit(id, handshake), control);
    }

    /**
     * The ticket of the handshake that this thread is in.
     *
     * @return null if nobody has decided yet
     */
    static @Nullable Ticket current() {
        return CURRENT.get();
    }

    /** The container's part of the handshake begins, on this thread; {@link #end} must follow. */
    public void begin() {
        CURRENT.set(this);
    }

    /** The container's part is over. If it came to nothing, so did the place that the client had been given. */
    public void end() {
        CURRENT.remove();
        if (!used) {
            giveBack();
        }
    }

    /**
     * Why the client may not connect.
     *
     * @return null if it may
     */
    public @Nullable Refusal refusal() {
        return decision instanceof Refusal refusal ? refusal : null;
    }

    /** There will be no session. */
    public void giveBack() {
        if (decision instanceof Admitted admitted) {
            admitted.lease().release();
        }
    }

    Switchboard switchboard() {
        return switchboard;
    }

    @Nullable
    SocketControl control() {
        return control;
    }

    /** The place that the client was given; only for tickets without a refusal. */
    Lease lease() {
        return ((Admitted) decision).lease();
    }

    /** The container goes on to open a session. The request can be asked only now. */
    void use(HandshakeRequest request) {
        used = true;
        boolean anonymous = request.getUserPrincipal() == null;
        peer = new Peer(
                id,
                handshake.remoteAddress(),
                request.getUserPrincipal(),
                anonymous
                        ? Set.of()
                        : switchboard.roles().stream()
                                .filter(request::isUserInRole)
                                .collect(Collectors.toSet()));
    }

    /** Who the client is; null before {@link #use}. */
    @Nullable
    Peer peer() {
        return peer;
    }

    /** Who is to know if the client sends a message that nobody else gets to see. */
    void onUnwanted(Consumer<FrameCutter.Unwanted> told) {
        onUnwanted = told;
    }

    /** There is such a message. */
    void tellUnwanted(FrameCutter.Unwanted message) {
        Consumer<FrameCutter.Unwanted> told = onUnwanted;
        if (told != null) {
            told.accept(message);
        }
    }
}
