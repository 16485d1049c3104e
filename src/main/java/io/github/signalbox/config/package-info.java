/**
 * One validated record of settings, and where it is read from. Every package but the API may import it; it imports none.
 */
@NullMarked
package io.github.signalbox.config;

import org.jspecify.annotations.NullMarked;
