package io.github.signalbox.standalone.socket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus with one endpoint and no sockets of its own. */
final class TyrusContainer extends TyrusServerContainer {

    private static final int FRAME_OVERHEAD = 14;

    private final WebSocketEngine engine;
    private final ScheduledExecutorService timer;

    /** @param timer for what Tyrus schedules, see {@link SparingTimer} */
    TyrusContainer(Class<?> endpoint, int maxMessageSize, ScheduledExecutorService timer) {
        super(Set.of(endpoint));
        this.timer = timer;
        // Tyrus never holds more than one frame, and FrameReader has measured that before.
        engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(Math.min(maxMessageSize, Integer.MAX_VALUE - 1024) + FRAME_OVERHEAD)
                .build();
        setDefaultMaxTextMessageBufferSize(maxMessageSize);
        setDefaultMaxBinaryMessageBufferSize(maxMessageSize);
        // Signalbox has a heartbeat of its own.
        setDefaultMaxSessionIdleTimeout(-1);
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return timer;
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, "/");
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, "/");
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }
}
