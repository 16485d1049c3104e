package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Handlers that call what looks for a request scope, and opens one where there is none. */
@ApplicationScoped
class EnterpriseRoutes {

    /** Lives for one request. */
    @RequestScoped
    static class Visit {

        private final String id = UUID.randomUUID().toString();

        String id() {
            return id;
        }
    }

    /** A bean with CDI's own interceptor for that. */
    @ApplicationScoped
    static class Counter {

        @Inject
        Visit visit;

        @ActivateRequestContext
        String visit() {
            return visit.id();
        }
    }

    @Inject
    Visit visit;

    @Inject
    EnterpriseBean bean;

    @Inject
    Counter counter;

    @Inject
    RequestContextController controller;

    /** The request's id as three see it, of whom the one that is named asks first. */
    @Route("ee.scopes")
    List<String> scopes(String first) {
        return switch (first) {
            case "enterprise" -> List.of(bean.visit(), counter.visit(), visit.id());
            case "activated" -> List.of(counter.visit(), bean.visit(), visit.id());
            default -> byHand();
        };
    }

    /** Deactivates only what it has activated, which is nothing in a handler. */
    private List<String> byHand() {
        boolean activated = controller.activate();
        String id = visit.id();
        controller.deactivate();
        return List.of(id, visit.id(), activated ? "a scope of its own" : bean.visit());
    }

    @Route(value = "ee.scopesNow", blocking = false)
    List<String> scopesNow(String first) {
        return scopes(first);
    }
}
