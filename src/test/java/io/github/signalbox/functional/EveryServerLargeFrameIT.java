package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.OnEveryServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single frames that are larger than what containers take by themselves, which is 4 MB with Tyrus. */
@OnEveryServer
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EveryServerLargeFrameIT {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LIMIT = 8 * MEBIBYTE;

    private static DeployedApplication large;
    private static DeployedApplication usual;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        large = DeployedApplication.deploy(
                server,
                Wars.of(
                        "large",
                        Map.of(
                                SizeLimit.SETTING,
                                String.valueOf(LIMIT),
                                "signalbox.max-outbound",
                                String.valueOf(4 * LIMIT))));
        usual = DeployedApplication.deploy(server, Wars.of("usual", Map.of()));
    }

    @AfterAll
    static void undeploy() {
        large.close();
        usual.close();
    }

    /** Of so many bytes, with a text in it that is not the same everywhere. */
    private static String message(int size) {
        int around = request("it.echo", "\"\"").length();
        String numbers = "0123456789abcdefghi";
        return request(
                "it.echo", "\"" + numbers.repeat(size / numbers.length() + 1).substring(0, size - around) + "\"");
    }

    private static String paramsOf(String request) {
        return request.substring(request.indexOf("\"Params\":") + "\"Params\":".length(), request.length() - 1);
    }

    @Test
    void answersAFrameAboveWhatContainersTakeByThemselves() throws Exception {
        try (RawClient client = RawClient.open(large.endpoint())) {
            String first = message(6 * MEBIBYTE);
            Thread writer = client.writing(RawClient.textFrame(first));
            // Compared as a whole; a failure would print all of it.
            assertThat(client.readText().equals(paramsOf(first))).isTrue();
            writer.join();
            client.text(request("it.echo", "2"));
            assertThat(client.readText()).isEqualTo("2");
        }
    }

    @Test
    void isExactAboveWhatContainersTakeByThemselves() throws Exception {
        try (RawClient client = RawClient.open(large.endpoint())) {
            String largest = message(LIMIT);
            Thread writer = client.writing(RawClient.textFrame(largest));
            assertThat(client.readText().equals(paramsOf(largest))).isTrue();
            writer.join();
            refuses(client, LIMIT + 1);
        }
    }

    @Test
    void refusesAFrameFarAboveALimitThatIsAboveIt() throws Exception {
        try (RawClient client = RawClient.open(large.endpoint())) {
            refuses(client, 9 * MEBIBYTE);
        }
    }

    @Test
    void refusesAFrameAboveItWithTheUsualLimit() throws Exception {
        try (TextClient bystander = TextClient.open(usual.endpoint());
                RawClient client = RawClient.open(usual.endpoint())) {
            client.text(request("it.echo", "1"));
            assertThat(client.readText()).isEqualTo("1");
            refuses(client, 5 * MEBIBYTE);
            assertThat(bystander.ask(request("it.echo", "1"))).isEqualTo("1");
        }
    }

    @Test
    void refusesALargeBinaryFrame() throws Exception {
        try (RawClient client = RawClient.open(large.endpoint())) {
            refuses(client, RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[5 * MEBIBYTE]), 1003);
        }
    }

    private static void refuses(RawClient client, int size) throws Exception {
        refuses(client, RawClient.textFrame(message(size)), 1009);
    }

    private static void refuses(RawClient client, byte[] frame, int closeCode) throws Exception {
        Thread writer = client.writing(frame);
        assertThat(client.readClose().code()).isEqualTo(closeCode);
        client.close();
        writer.join();
    }
}
