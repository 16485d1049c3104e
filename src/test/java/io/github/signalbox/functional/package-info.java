/**
 * Whole servers behind real sockets. What ends in {@code Behaviour} knows nothing but a URI and can be run against every server
 * that has the beans and settings of {@link io.github.signalbox.functional.Target}; what ends in {@code IT} runs something. The
 * clients are for other packages, too.
 */
@NullMarked
package io.github.signalbox.functional;

import org.jspecify.annotations.NullMarked;
