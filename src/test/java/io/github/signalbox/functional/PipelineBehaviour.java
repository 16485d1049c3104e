package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static io.github.signalbox.functional.Target.success;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that ask without waiting for the answer: what a server puts together for speed stays in order and comes in time. */
interface PipelineBehaviour extends Target {

    int ASKED = 3_000;
    int PING_EVERY = 100;
    int KILLED = 30;
    String BULK = "\"" + "x".repeat(2_000) + "\"";

    /** By turns, so that each kind comes behind each other kind. */
    String[] ROUTES = {
        "it.echo", "it.echoBlocking", "it.echo", "it.echo", "it.echoBlocking", "it.echoBlocking", "it.nowhere"
    };

    private static byte[] frames(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(RawClient.textFrame(text));
        }
        return all.toByteArray();
    }

    @Test
    default void answersInOrderHoweverTheHandlersRun() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id = 0; id < ASKED; id++) {
            all.writeBytes(RawClient.textFrame(request(id, ROUTES[id % ROUTES.length], String.valueOf(id))));
            if (id % PING_EVERY == 0) {
                all.writeBytes(RawClient.frame(RawClient.FIN | RawClient.PING, new byte[] {'p'}));
            }
        }
        try (RawClient client = raw()) {
            Thread writer = client.writing(all.toByteArray());
            for (int id = 0; id < ASKED; id++) {
                String expected = ROUTES[id % ROUTES.length].equals("it.nowhere")
                        ? Target.failure(id, 1, "Handler not found")
                        : success(id, String.valueOf(id));
                assertThat(client.readText()).isEqualTo(expected);
            }
            writer.join();
        }
    }

    @Test
    default void anAnswerDoesNotWaitForTheHandlerAfterIt() throws Exception {
        String key = newKey();
        try (RawClient client = raw();
                TextClient other = connect()) {
            client.write(
                    frames(request("it.echoBlocking", "1"), request("it.echoBlocking", "2"), request("it.hold", key)));
            assertThat(client.readText()).isEqualTo("1");
            assertThat(client.readText()).isEqualTo("2");
            assertThat(other.ask(request("it.openGate", key))).isEqualTo("true");
            assertThat(client.readText()).isEqualTo(key);
        }
    }

    @Test
    default void anEventDoesNotWaitForTheHandlerThatSendsIt() throws Exception {
        String key = newKey();
        try (RawClient client = raw();
                TextClient other = connect()) {
            client.write(frames(request("it.echoBlocking", "1"), request("it.tellAndHold", key)));
            assertThat(client.readText()).isEqualTo("1");
            assertThat(client.readText()).isEqualTo(request("it.held", key));
            assertThat(other.ask(request("it.openGate", key))).isEqualTo("true");
            assertThat(client.readText()).isEqualTo(key);
        }
    }

    @Test
    default void aClientThatDiesInTheMiddleOfItsAnswersIsForgotten() throws Exception {
        byte[] bulk = frames(request("it.echo", BULK), request("it.echoBlocking", BULK), request("it.echo", BULK));
        List<String> killed = new ArrayList<>();
        try (TextClient bystander = connect()) {
            for (int i = 0; i < KILLED; i++) {
                try (RawClient client = raw()) {
                    client.text(request("it.self", "null"));
                    killed.add(client.readText().replaceAll(".*\"id\":(\"[0-9a-f]+\").*", "$1"));
                    for (int n = 0; n < 50; n++) {
                        client.write(bulk);
                    }
                    assertThat(client.readBytes(1_000 + 97 * i)).isNotEmpty();
                    client.reset();
                }
            }
            // Of all at once, since Payara and GlassFish may notice a reset no earlier than the pong that does not
            // come.
            for (String id : killed) {
                Await.until("it is forgotten", Await.UNTIL_PINGS_TELL, () -> bystander
                        .ask(request("it.knows", id))
                        .equals("false"));
            }
            assertThat(bystander.ask(request("it.echo", "7"))).isEqualTo("7");
        }
    }
}
