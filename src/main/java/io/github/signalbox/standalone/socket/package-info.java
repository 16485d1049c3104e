/**
 * Sockets of the standalone server: a Grizzly filter chain that refuses handshakes, cuts frames and writes, with Tyrus above
 * it. Only the standalone server imports it; it imports the container ring's {@code SocketControl} and nothing else of Signalbox.
 */
@NullMarked
package io.github.signalbox.standalone.socket;

import org.jspecify.annotations.NullMarked;
