/**
 * Application servers as processes: started once for each run of the tests, on this machine's loopback only, and never
 * outliving it. Behaviour tests ask for an {@link io.github.signalbox.functional.server.AppServer} and deploy to it.
 */
@NullMarked
package io.github.signalbox.functional.server;

import org.jspecify.annotations.NullMarked;
