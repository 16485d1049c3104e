package io.github.signalbox.demo;

import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Waits for so many milliseconds: a handler that blocks, while every other connection is served. */
@ApplicationScoped
class Sleep {

    static final long LONGEST = 60_000;

    /** The {@code Params}, and the answer once it is over. */
    public record Nap(@Nullable Long millis) {}

    @Route("sleep")
    Nap sleep(@Nullable Nap nap) throws InterruptedException {
        Long millis = nap == null ? null : nap.millis();
        if (millis == null || millis < 0 || millis > LONGEST) {
            throw new RouteException("sleep needs millis from 0 to " + LONGEST + ", for example {\"millis\":1000}");
        }
        // Stands for whatever a real handler waits for: a database, another service.
        Thread.sleep(millis);
        return new Nap(millis);
    }
}
