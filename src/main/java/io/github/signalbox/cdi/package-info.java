/**
 * The CDI ring: finds {@code @Route} beans and checks them at deployment, calls them in their contexts, and makes the
 * application's switchboard. CDI finds it; only the standalone server imports it.
 */
@NullMarked
package io.github.signalbox.cdi;

import org.jspecify.annotations.NullMarked;
