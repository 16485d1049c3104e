/**
 * From a route's name to its handler: the immutable table, who may call, binding of params and results, and what a failure
 * becomes. Knows neither sockets nor CDI; the floors above import it.
 */
@NullMarked
package io.github.signalbox.routing;

import org.jspecify.annotations.NullMarked;
