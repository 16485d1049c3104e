package io.github.signalbox.functional;

import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import io.github.signalbox.Sends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A route and an event for {@link AsyncApiBehaviour}. */
@ApplicationScoped
class DescribedRoutes {

    /** The {@code Params}. */
    public record Saying(@NotNull @Size(max = 100) String text, Optional<Instant> at) {}

    /** The answer, and the event. */
    public record Said(String text, List<String> rooms) {}

    @Inject
    Connections connections;

    @Route("it.describe.say")
    @Sends(route = "it.describe.said", params = Said.class)
    Said say(Saying saying) {
        Said said = new Said(saying.text(), List.of("all"));
        connections.all().send("it.describe.said", said);
        return said;
    }
}
