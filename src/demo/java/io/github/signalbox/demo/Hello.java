package io.github.signalbox.demo;

import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Greets: {@code {"name":"Ada"}} is answered with {@code {"message":"Hello, Ada!"}}. */
@ApplicationScoped
class Hello {

    /** The {@code Params}. */
    public record Guest(@Nullable String name) {}

    /** The answer. */
    public record Greeting(String message) {}

    @Route("hello")
    Greeting hello(@Nullable Guest guest) {
        String name = guest == null ? null : guest.name();
        if (name == null || name.isBlank()) {
            throw new RouteException("hello needs a name, for example {\"name\":\"Ada\"}");
        }
        return new Greeting("Hello, " + name + "!");
    }
}
