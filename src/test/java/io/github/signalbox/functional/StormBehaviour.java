package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** Events that sixteen threads send to one connection at once. */
interface StormBehaviour extends Target {

    /** All threads together stay below {@code signalbox.max-outbound}. */
    int EVENTS = 250;

    @Test
    default void sendsEveryMessageWholeAndThoseOfAThreadInOrder() throws Exception {
        try (TextClient client = connect()) {
            client.send(request(7, "it.storm", String.valueOf(EVENTS)));
            int[] next = new int[StormRoutes.THREADS];
            for (int i = 0; i < StormRoutes.THREADS * EVENTS; i++) {
                JsonObject event;
                try (JsonReader reader = Json.createReader(new StringReader(client.next()))) {
                    event = reader.readObject().getJsonObject("Params");
                }
                assertThat(event.getInt("n")).isEqualTo(next[event.getInt("thread")]++);
                assertThat(event.getString("text")).matches("x{" + event.getInt("n") % 200 + "}");
            }
            assertThat(client.next()).isEqualTo(success(7, String.valueOf(StormRoutes.THREADS * EVENTS)));
        }
    }
}
