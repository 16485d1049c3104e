package io.github.signalbox.standalone.socket;

import java.time.Duration;

/**
 * What a client's TCP connection may cost.
 *
 * @param maxMessageSize of a WebSocket message, in bytes
 * @param patience how long it may live without having become a WebSocket
 * @param linger how long it may live after the server's close frame
 * @param catchUp how much longer, if it has not read all that was sent before that frame
 */
public record SocketLimits(int maxMessageSize, Duration patience, Duration linger, Duration catchUp) {

    /**
     * Checks the size.
     *
     * @param maxMessageSize at least 1
     * @param patience positive
     * @param linger positive
     * @param catchUp positive
     */
    public SocketLimits {
        if (maxMessageSize < 1) {
            throw new IllegalArgumentException("maxMessageSize: " + maxMessageSize);
        }
    }

    /**
     * The limits of a real server: half a minute for a page or a handshake, two seconds to close.
     *
     * @param maxMessageSize of a WebSocket message, in bytes
     * @param catchUp how much longer a client may take to close that has not read all yet
     * @return the limits
     */
    public static SocketLimits of(int maxMessageSize, Duration catchUp) {
        return new SocketLimits(maxMessageSize, Duration.ofSeconds(30), Duration.ofSeconds(2), catchUp);
    }
}
