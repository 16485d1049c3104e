package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.Differs;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Messages and frames whose end never comes. */
interface EndlessBehaviour extends Target {

    /** What a client sends of them: far more than a server may take. */
    int ENDLESS = 32_000_000;

    /** With which code a message of many fragments is refused; none if the server goes on to take it, more or less. */
    default OptionalInt endOfAnEndlessMessage() {
        return OptionalInt.of(1009);
    }

    /** With which code a single frame is refused; none if the server goes on to take it, more or less. */
    default OptionalInt endOfAnEndlessFrame() {
        return OptionalInt.of(1009);
    }

    @Test
    @Differs(
            on = "liberty",
            how =
                    "a message of endless fragments is collected, and ends with the heap, or when its client answers no ping")
    default void refusesAMessageThatNeverEndsWith1009() throws Exception {
        byte[] first = RawClient.frame(RawClient.TEXT, new byte[] {'{'});
        byte[] next = RawClient.frame(0, "x".repeat(60_000).getBytes(StandardCharsets.US_ASCII));
        neverEnds(first, next, endOfAnEndlessMessage());
    }

    @Test
    @Differs(
            on = "liberty",
            how = "an endless frame is collected, and ends with the heap, or when its client answers no ping")
    default void refusesAFrameThatNeverEndsWith1009() throws Exception {
        // As long as a frame can say it is, and masked.
        byte[] first = {(byte) (RawClient.FIN | RawClient.TEXT), (byte) 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4};
        neverEnds(first, new byte[60_000], endOfAnEndlessFrame());
    }

    private void neverEnds(byte[] first, byte[] next, OptionalInt code) throws Exception {
        try (TextClient bystander = connect();
                RawClient client = raw()) {
            client.write(first);
            if (code.isPresent()) {
                assertThat(client.readCloseWhileWriting(next, ENDLESS).code()).isEqualTo(code.getAsInt());
            } else {
                client.writeAsLongAsPossible(next, ENDLESS);
            }
            assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }
}
