package io.github.signalbox.endpoint;

import io.github.signalbox.codec.EnvelopeDecoder;
import jakarta.servlet.ServletContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint on Undertow, where no limit keeps the container from collecting a message that never ends. It takes text as bytes,
 * or in parts if it cannot, and counts.
 *
 * <p>Where it is, nobody connects: {@link HandshakeFilter} leads clients of {@link SignalboxEndpoint#PATH} there. The annotated
 * endpoint cannot do this itself, since the other containers that offer parts decode the bytes of each alone.
 */
public final class UndertowEndpoint extends Endpoint {

    /** Below the application's context root. */
    static final String PATH = SignalboxEndpoint.PATH + "/in-parts";

    private static final Logger LOGGER = System.getLogger(UndertowEndpoint.class.getName());

    private static final String ADDED = UndertowEndpoint.class.getName();

    private final SignalboxEndpoint endpoint = new SignalboxEndpoint();
    private final EnvelopeDecoder decoder = new EnvelopeDecoder();
    private @Nullable UndertowControl control;
    private volatile boolean over;
    private int maxMessageSize;
    /** The beginning of a message whose end has not come. */
    private @Nullable StringBuilder begun;

    /** For the container. */
    public UndertowEndpoint() {}

    /** Adds it to a starting application, if its container is Undertow. */
    static void addTo(ServletContext application) throws DeploymentException {
        Object container = application.getAttribute(ServerContainer.class.getName());
        if (container instanceof ServerContainer endpoints
                && container.getClass().getName().startsWith("io.undertow.")) {
            endpoints.addEndpoint(ServerEndpointConfig.Builder.create(UndertowEndpoint.class, PATH)
                    .configurator(new SignalboxConfigurator())
                    .build());
            application.setAttribute(ADDED, true);
        }
    }

    /** Whether an application has it. */
    static boolean isIn(ServletContext application) {
        return application.getAttribute(ADDED) != null;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        if (!UndertowTexts.tryBring(session, new Receiver(session), LOGGER)) {
            session.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::receive);
        }
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) endpoint::receiveBinary);
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) endpoint::receivePong);
        control = UndertowControl.of(session);
        endpoint.open(session, control);
        maxMessageSize = session.getMaxTextMessageBufferSize();
    }

    private void receive(String part, boolean last) {
        gathering(() -> take(part, last));
    }

    private void gathering(Runnable action) {
        Gathering gathering = control == null ? null : control.gathering();
        if (gathering == null) {
            action.run();
            return;
        }
        gathering.begin();
        try {
            action.run();
        } finally {
            gathering.pause();
        }
    }

    private void take(String part, boolean last) {
        StringBuilder before = begun;
        if (before == null && last) {
            endpoint.receive(decoder.decode(part));
            return;
        }
        if (before == null) {
            before = new StringBuilder();
        }
        begun = last ? null : before;
        // No character takes less than a byte; the exact size is looked at when all is there.
        if (before.length() + part.length() > maxMessageSize) {
            begun = null;
            endpoint.receiveTooMuch();
            return;
        }
        before.append(part);
        if (last) {
            endpoint.receive(decoder.decode(before.toString()));
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        over = true;
        endpoint.close(reason);
    }

    @Override
    public void onError(Session session, Throwable thrown) {
        endpoint.fail(session, thrown);
    }

    private final class Receiver implements UndertowTexts.Receiver {

        private final Session session;

        Receiver(Session session) {
            this.session = session;
        }

        @Override
        public void receiveText(String text) {
            gathering(() -> endpoint.receive(decoder.decode(text)));
        }

        @Override
        public void receiveTooMuch() {
            endpoint.receiveTooMuch();
        }

        @Override
        public void receiveFailure(Exception failure) {
            onError(session, failure);
        }

        @Override
        public boolean isOver() {
            return over;
        }
    }
}
