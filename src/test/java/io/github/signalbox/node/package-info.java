/** Tests with programs of others that run on Node.js. */
@NullMarked
package io.github.signalbox.node;

import org.jspecify.annotations.NullMarked;
