/**
 * Who may connect: origin rules, limits, leases. Plain decisions without container types; the session package and the rings
 * above may use it, and it knows only the API and the settings.
 */
@NullMarked
package io.github.signalbox.admission;

import org.jspecify.annotations.NullMarked;
