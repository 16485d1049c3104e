package io.github.signalbox.functional;

import static io.github.signalbox.functional.Handshakes.admits;
import static io.github.signalbox.functional.Handshakes.assertRefused;
import static io.github.signalbox.functional.Handshakes.assertTellsPages;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many may connect, from where, and what a refusal looks like in HTTP. */
interface AdmissionBehaviour {

    int PLACES = 50;
    int RUSH = 200;

    /**
     * What the application has to be set to. It pings soon, so that nobody waits long for those who died in silence; but it waits
     * for the answer long enough for a crowd, none of which gives any, to come in on a busy machine.
     */
    Map<String, String> SETTINGS = Map.of(
            "signalbox.max-connections", String.valueOf(PLACES),
            "signalbox.ping-interval", "PT2S",
            "signalbox.ping-timeout", "PT6S");

    /** Where an application with these settings is. */
    URI few();

    @Test
    default void admitsExactlyAsManyAsMayConnectInARush() throws Exception {
        Crowd.awaitAllPlaces(few(), PLACES);
        try (Crowd crowd = Crowd.rush(few(), RUSH)) {
            assertThat(crowd.inside()).hasSize(PLACES);
            assertRefused(few(), "", 503, "Too many connections", true);
            assertTellsPages(few(), "", 503, true);
        }
        Crowd.awaitAllPlaces(few(), PLACES);
    }

    @Test
    default void refusesForeignOriginsWith403() throws Exception {
        Await.until("there is room", () -> admits(few(), "Origin: http://" + few().getAuthority() + "\r\n"));
        assertRefused(few(), "Origin: http://evil.example\r\n", 403, "Origin not allowed", false);
        assertRefused(few(), "Origin: null\r\n", 403, "Origin not allowed", false);
        assertTellsPages(few(), "Origin: null\r\n", 403, false);
    }

    @Test
    default void answers426ToWhatIsNoHandshake() throws Exception {
        try (RawClient client = RawClient.connect(few())) {
            client.write(Handshakes.plain(few()));
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 426 ")
                    .containsIgnoringCase("\r\nUpgrade: websocket\r\n");
        }
    }

    /** More often than there are places: a page that asks what it was refused with takes none. */
    @Test
    default void saysThatAPageWouldBeAdmittedAndTakesNoPlaceForThat() throws Exception {
        String own = "Origin: http://" + few().getAuthority() + "\r\n";
        Await.until("there is room", () -> admits(few(), own));
        for (int i = 0; i <= PLACES / 2; i++) {
            for (String method : new String[] {"GET", "OPTIONS"}) {
                assertThat(Handshakes.told(few(), method, own))
                        .as(method)
                        .startsWith("HTTP/1.1 426 ")
                        .doesNotContainIgnoringCase("access-control-");
            }
        }
        assertThat(admits(few(), own)).isTrue();
    }

    /** On WildFly an endpoint is there, for clients whom the filter leads to it. */
    @Test
    default void admitsNobodyAtAnotherPath() throws Exception {
        for (String path : new String[] {"/in-parts", "/else"}) {
            try (RawClient client = RawClient.connect(URI.create(few() + path))) {
                assertThat(client.handshake("")).as(path).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    /** It has gone out of reach without a word: it reads nothing and answers nothing, and TCP does not notice. */
    @Test
    default void forgetsAClientThatFallsSilent() throws Exception {
        Crowd.awaitAllPlaces(few(), PLACES);
        try (RawClient silent = RawClient.open(few());
                TextClient bystander = TextClient.open(few())) {
            silent.text(request("it.echo", "1"));
            Await.until(
                    "both are there",
                    () -> bystander.ask(request("it.count", "null")).equals("2"));
            Await.until(
                    "it is forgotten",
                    () -> bystander.ask(request("it.count", "null")).equals("1"));
            assertThat(silent.readClose()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "No answer to ping", 1013));
        }
    }
}
