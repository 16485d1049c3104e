package io.github.signalbox.cdi;

import io.github.signalbox.routing.HandlerScopes;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** CDI's request scope around a handler, unless the container has opened it already. */
final class RequestScopes implements HandlerScopes {

    /** A controller is used by one call at a time and is good for the next one. */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    private final Instance<RequestContextController> controllers;

    RequestScopes(Instance<RequestContextController> controllers) {
        this.controllers = controllers;
    }

    @Override
    public Scope open() {
        RequestContextController reused = idle.poll();
        RequestContextController controller = reused == null ? controllers.get() : reused;
        boolean opened = controller.activate();
        return () -> {
            if (opened) {
                controller.deactivate();
            }
            idle.add(controller);
        };
    }
}
