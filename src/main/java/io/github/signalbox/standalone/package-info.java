/**
 * The standalone server: Weld SE, Tyrus and Grizzly behind {@code SignalboxServer}. The only package, with the one of its sockets
 * below it, that knows them; nothing imports it.
 */
@NullMarked
package io.github.signalbox.standalone;

import org.jspecify.annotations.NullMarked;
