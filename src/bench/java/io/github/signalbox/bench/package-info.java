/** How benchmarks are run, and the server that {@code src/bench/perf} measures beside others. */
@NullMarked
package io.github.signalbox.bench;

import org.jspecify.annotations.NullMarked;
