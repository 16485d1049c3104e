/**
 * The container ring: the WebSocket endpoint with its Configurator, the servlet filter in front, and what differs from
 * container to container. Thin: it describes handshakes and sessions to the floors below and does what they say. The
 * standalone server imports it; elsewhere the container finds it.
 */
@NullMarked
package io.github.signalbox.endpoint;

import org.jspecify.annotations.NullMarked;
