package io.github.signalbox.demo;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Answers {@code Params} as they are: any JSON, {@code null} included. */
@ApplicationScoped
class Echo {

    /** Needs no thread of its own, since it never waits. */
    @Route(value = "echo", blocking = false)
    @Nullable
    JsonValue echo(@Nullable JsonValue params) {
        return params;
    }
}
