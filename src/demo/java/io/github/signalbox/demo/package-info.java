/** The demo: routes to copy from, a page with a chat and a console to try them, and a main class. Not part of the library. */
@NullMarked
package io.github.signalbox.demo;

import org.jspecify.annotations.NullMarked;
