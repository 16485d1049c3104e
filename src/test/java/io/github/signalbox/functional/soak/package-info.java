/**
 * A thousand clients in one thread, each with its own habits, some of them with faults, and all of them keeping books: what
 * they were promised came once, and nothing else did. For {@code EveryServerSoakIT}.
 */
@NullMarked
package io.github.signalbox.functional.soak;

import org.jspecify.annotations.NullMarked;
