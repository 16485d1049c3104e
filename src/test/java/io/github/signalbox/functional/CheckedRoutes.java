package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;

/** A route with constraints, for servers, which have a provider that checks them. */
@ApplicationScoped
class CheckedRoutes {

    @Route("it.describe.checked")
    String check(@Valid DescribedRoutes.Saying saying) {
        return saying.text();
    }
}
