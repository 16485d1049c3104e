/**
 * Sockets of the standalone server: a Grizzly filter chain that refuses handshakes, with Tyrus above it, and after the handshake the
 * selectors' threads that read, cut and write frames. Only the standalone server imports it; it imports what the container ring's
 * {@code TextSocket} speaks of and nothing else of Signalbox.
 */
@NullMarked
package io.github.signalbox.standalone.socket;

import org.jspecify.annotations.NullMarked;
