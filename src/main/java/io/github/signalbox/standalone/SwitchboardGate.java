package io.github.signalbox.standalone;

import io.github.signalbox.admission.Handshake;
import io.github.signalbox.endpoint.Ticket;
import io.github.signalbox.session.Switchboard;
import io.github.signalbox.standalone.socket.ClientControl;
import io.github.signalbox.standalone.socket.HandshakeGate;
import java.util.Optional;

/** Lets the switchboard decide about handshakes. */
final class SwitchboardGate implements HandshakeGate {

    private final Switchboard switchboard;

    SwitchboardGate(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    public Decision decide(Handshake handshake, ClientControl control) {
        Ticket ticket = Ticket.issue(switchboard, handshake, control);
        io.github.signalbox.admission.Refusal refusal = ticket.refusal();
        if (refusal != null) {
            return inHttp(refusal);
        }
        // Whatever callbacks get lost, the place is free again when the socket is gone.
        control.onGone(ticket::giveBack);
        return new Admitted(ticket);
    }

    @Override
    public Optional<Refusal> refusal(Handshake handshake) {
        return switchboard.refusal(handshake).map(SwitchboardGate::inHttp);
    }

    private static Refusal inHttp(io.github.signalbox.admission.Refusal refusal) {
        return new Refusal(refusal.status(), refusal.headers(), refusal.problem());
    }

    private record Admitted(Ticket ticket) implements Admission {

        @Override
        public void during(Runnable handshake) {
            ticket.begin();
            try {
                handshake.run();
            } finally {
                ticket.end();
            }
        }

        @Override
        public void notUpgraded() {
            ticket.giveBack();
        }
    }
}
