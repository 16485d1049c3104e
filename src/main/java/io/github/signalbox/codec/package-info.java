/**
 * JSON text to and from the envelope types, exactly as version 1 of the wire has it. Knows the envelope only: what
 * Params and results hold is JSON content here, bound elsewhere. Imports {@code json} alone; every package on a higher floor may
 * import it.
 */
@NullMarked
package io.github.signalbox.codec;

import org.jspecify.annotations.NullMarked;
