/**
 * Connections and what each of them has: outbox, lane, heartbeat, and the way from open through closing to closed. The
 * container rings import it; it knows no container.
 */
@NullMarked
package io.github.signalbox.session;

import org.jspecify.annotations.NullMarked;
