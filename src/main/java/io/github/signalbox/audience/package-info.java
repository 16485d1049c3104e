/**
 * Who an event is for: groups under names, and the rooms that their members join and leave. Knows neither connections nor
 * messages; the session package uses it.
 */
@NullMarked
package io.github.signalbox.audience;

import org.jspecify.annotations.NullMarked;
