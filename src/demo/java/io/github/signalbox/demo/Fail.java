package io.github.signalbox.demo;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Fails, as a handler with a defect does: the caller is told {@code Handler failed}, the log has the exception.
 *
 * <p>Also the other way to write a route: the bean itself is the handler.
 */
@Route("fail")
@ApplicationScoped
class Fail implements RouteHandler<JsonValue, Void> {

    @Override
    public @Nullable Void handle(@Nullable JsonValue params, Call call) {
        throw new IllegalStateException("Thrown by the route 'fail', which always does. No caller sees this text.");
    }
}
