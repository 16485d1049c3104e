/** Tests of the house as a whole; the tests of a package mirror it below. */
@NullMarked
package io.github.signalbox;

import org.jspecify.annotations.NullMarked;
