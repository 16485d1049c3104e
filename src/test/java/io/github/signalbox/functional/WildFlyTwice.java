package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;

/** Has a route that {@link WireRoutes} has, too. */
@ApplicationScoped
class WildFlyTwice {

    @Route("it.echo")
    String echo(String params) {
        return params;
    }
}
