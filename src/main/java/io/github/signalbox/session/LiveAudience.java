package io.github.signalbox.session;

import io.github.signalbox.Audience;
import io.github.signalbox.codec.EncodedMessage;
import io.github.signalbox.codec.EnvelopeEncoder;
import io.github.signalbox.codec.Event;
import io.github.signalbox.routing.Binding;
import java.util.Collection;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connections that one event is for. What goes wrong with one of them is not the others' affair. Thread-safe. */
final class LiveAudience implements Audience {

    private final Binding binding;
    private final Log log;
    private final Supplier<? extends Collection<LiveConnection>> members;
    private final IntSupplier count;

    /**
     * An audience.
     *
     * @param members who belongs to it now; no connection twice, whatever changes meanwhile
     * @param count how many that are, without going through them
     */
    LiveAudience(Binding binding, Log log, Supplier<? extends Collection<LiveConnection>> members, IntSupplier count) {
        this.binding = binding;
        this.log = log;
        this.members = members;
        this.count = count;
    }

    @Override
    public void send(String route, @Nullable Object params) {
        Objects.requireNonNull(route, "An event's route must not be null.");
        Collection<LiveConnection> receivers = members.get();
        if (receivers.isEmpty()) {
            return;
        }
        EncodedMessage message = EnvelopeEncoder.encoded(new Event(route, binding.content(params)));
        for (LiveConnection receiver : receivers) {
            send(message, receiver, route);
        }
    }

    @Override
    public int count() {
        return count.getAsInt();
    }

    private void send(EncodedMessage message, LiveConnection receiver, String route) {
        try {
            receiver.send(message);
        } catch (RuntimeException | Error e) {
            // A container that fails where it must not. What else waits for this client might never be sent.
            log.failed(receiver, route, e);
            receiver.closeNow(CloseCodes.SERVER_ERROR, "Server error");
        }
    }
}
