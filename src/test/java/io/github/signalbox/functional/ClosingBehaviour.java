package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Close codes for what a client does. */
interface ClosingBehaviour extends Target {

    /** A request of exactly this many bytes, whose Params are a string. */
    private static byte[] requestOf(int bytes) {
        String frame = request("it.echo", "\"\"");
        return request("it.echo", "\"" + "x".repeat(bytes - frame.length()) + "\"")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    default void refusesABinaryMessageWith1003() throws Exception {
        try (RawClient client = raw()) {
            client.write(RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[] {1, 2, 3}));
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Text messages only", 1003));
        }
    }

    @Test
    default void refusesAnEmptyBinaryMessageWith1003() throws Exception {
        try (RawClient client = raw()) {
            client.write(RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[0]));
            assertThat(client.read().code()).isEqualTo(1003);
        }
    }

    @Test
    default void refusesTextThatIsNotUtf8With1007() throws Exception {
        for (int[] bad : new int[][] {
            {0xff}, {0xc3, 0x28}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xc0, 0x80}, {0xe2, 0x82}
        }) {
            try (RawClient client = raw()) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                text.writeBytes("{\"Route\":\"it.echo\",\"Params\":\"".getBytes(StandardCharsets.US_ASCII));
                for (int each : bad) {
                    text.write(each);
                }
                text.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
                client.write(RawClient.frame(RawClient.FIN | RawClient.TEXT, text.toByteArray()));
                assertThat(client.read().code()).as(Arrays.toString(bad)).isEqualTo(1007);
            }
        }
    }

    @Test
    default void acceptsTheLargestMessage() throws Exception {
        byte[] largest = requestOf(MAX_MESSAGE_SIZE);
        try (RawClient client = raw()) {
            client.write(RawClient.frame(RawClient.FIN | RawClient.TEXT, largest));
            String answer = client.readText();
            client.write(FragmentsBehaviour.fragments(largest, 1000));
            assertThat(client.readText()).isEqualTo(answer).startsWith("\"xxx").endsWith("x\"");
        }
    }

    @Test
    default void countsTheBytesOfTheLargestMessage() throws Exception {
        String text = request("it.echo", "\"" + "\u20ac".repeat(MAX_MESSAGE_SIZE / 3) + "\"");
        try (TextClient client = connect()) {
            client.send(text);
            assertThat(client.ending().code()).isEqualTo(1009);
        }
    }

    @Test
    default void refusesALargerMessageInOneFrameWith1009() throws Exception {
        try (RawClient client = raw()) {
            client.write(RawClient.frame(RawClient.FIN | RawClient.TEXT, requestOf(MAX_MESSAGE_SIZE + 1)));
            assertThat(client.read().code()).isEqualTo(1009);
        }
    }

    @Test
    default void refusesALargerMessageInFragmentsWith1009() throws Exception {
        try (RawClient client = raw()) {
            client.write(FragmentsBehaviour.fragments(requestOf(MAX_MESSAGE_SIZE + 1), 1000));
            assertThat(client.read().code()).isEqualTo(1009);
        }
    }

    @Test
    default void answersAClosingHandshakeWithItsCode() throws Exception {
        try (RawClient client = raw()) {
            client.closeFrame(1000);
            assertThat(client.read().code()).isEqualTo(1000);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    default void servesOthersWhileOneIsRefused() throws Exception {
        try (TextClient bystander = connect();
                RawClient client = raw()) {
            client.write(RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[1]));
            assertThat(client.read().code()).isEqualTo(1003);
            assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }
}
