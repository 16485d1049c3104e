/**
 * Signalbox: message routing for Jakarta WebSocket. What an application sees; everything below this package is the house's
 * own. Imports nothing of Signalbox; every other package may import it.
 */
@NullMarked
package io.github.signalbox;

import org.jspecify.annotations.NullMarked;
