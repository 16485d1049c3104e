package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.failure;
import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code $cancel}. */
interface CancelBehaviour extends Target {

    private void awaitCount(TextClient client, String route, String key, int count) throws Exception {
        Await.until(route, () -> client.ask(request(route, key)).equals(String.valueOf(count)));
    }

    private static String cancel(String id) {
        return "{\"Route\":\"$cancel\",\"Id\":" + id + "}";
    }

    @Test
    default void cancelsAnAsynchronousAnswer() throws Exception {
        String key = newKey();
        try (TextClient client = connect();
                TextClient other = connect()) {
            client.send(request(7, "it.later", key));
            // Or it might be taken out of the queue.
            awaitCount(other, "it.started", key, 1);
            assertThat(client.ask(cancel("7"))).isEqualTo(failure(7, 499, "Cancelled"));
            awaitCount(other, "it.cancelled", key, 1);
            assertThat(client.ask(request("it.openGate", key))).isEqualTo("true");
            assertThat(client.ask(request("it.echo", "\"one answer only\""))).isEqualTo("\"one answer only\"");
        }
    }

    @Test
    default void tellsAHandlerThatRunsAndAnswersAtOnce() throws Exception {
        String key = newKey();
        try (TextClient client = connect();
                TextClient other = connect()) {
            client.send(request(7, "it.hold", key));
            awaitCount(other, "it.started", key, 1);
            assertThat(client.ask(cancel("7"))).isEqualTo(failure(7, 499, "Cancelled"));
            awaitCount(other, "it.cancelled", key, 1);
            assertThat(client.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    default void takesARequestOutOfTheQueue() throws Exception {
        String holding = newKey();
        String queued = newKey();
        try (TextClient client = connect();
                TextClient other = connect()) {
            client.send(request("it.hold", holding));
            client.send(request(7, "it.hold", queued));
            assertThat(client.ask(cancel("7"))).isEqualTo(failure(7, 499, "Cancelled"));
            other.ask(request("it.openGate", holding));
            assertThat(client.next()).isEqualTo(holding);
            assertThat(client.ask(request("it.started", queued))).isEqualTo("0");
        }
    }

    @Test
    default void tellsIdsOfDifferentKindsApart() throws Exception {
        String key = newKey();
        try (TextClient client = connect()) {
            client.send(request(7, "it.later", key));
            client.send("{\"Id\":\"7\",\"Route\":\"it.later\",\"Params\":" + key + "}");
            assertThat(client.ask(cancel("\"\\u0037\""))).startsWith("{\"Id\":\"7\",\"code\":499,");
            client.send(request("it.openGate", key));
            assertThat(client.next(2)).containsExactlyInAnyOrder(success(7, key), "true");
        }
    }

    @Test
    default void ignoresAnIdThatNothingIsPendingFor() throws Exception {
        try (TextClient client = connect()) {
            client.send(cancel("7"));
            assertThat(client.ask(request(7, "it.echo", "1"))).isEqualTo(success(7, "1"));
            client.send(cancel("7"));
            assertThat(client.ask(request("it.echo", "2"))).isEqualTo("2");
        }
    }

    @Test
    default void doesNotReachIntoOtherConnections() throws Exception {
        String key = newKey();
        try (TextClient client = connect();
                TextClient other = connect()) {
            client.send(request(7, "it.later", key));
            awaitCount(other, "it.started", key, 1);
            other.send(cancel("7"));
            assertThat(other.ask(request("it.openGate", key))).isEqualTo("true");
            assertThat(client.next()).isEqualTo(success(7, key));
        }
    }

    @Test
    default void refusesToCancelWithoutAnId() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask("{\"Route\":\"$cancel\"}")).isEqualTo(INVALID);
        }
    }
}
