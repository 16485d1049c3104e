package io.github.signalbox.functional;

import static io.github.signalbox.functional.Handshakes.admits;
import static io.github.signalbox.functional.Handshakes.assertRefused;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may connect from one address, and from pages of other sites. */
interface AddressBehaviour {

    /** What the application has to be set to. It pings soon: GlassFish need not notice that a client has reset. */
    Map<String, String> SETTINGS = Map.of(
            "signalbox.ping-interval", "PT2S",
            "signalbox.ping-timeout", "PT10S",
            "signalbox.max-connections-per-address", "1",
            "signalbox.allowed-origins", "https://app.example.com,https://*.example.org");

    /** Where an application with these settings is. */
    URI shared();

    @Test
    default void refusesTooManyFromOneAddressWith429() throws Exception {
        Await.until("there is room", () -> admits(shared(), ""));
        Await.until("the only place is taken", () -> {
            try (RawClient first = RawClient.connect(shared())) {
                if (!Handshakes.isUpgrade(first.handshake(""))) {
                    return false;
                }
                assertRefused(shared(), "", 429, "Too many connections from this address", true);
                return true;
            }
        });
        Await.until("there is room again", () -> admits(shared(), ""));
    }

    @Test
    default void admitsPagesOfTheSitesThatAreNamedAndNoOthers() throws Exception {
        for (String origin : new String[] {"https://app.example.com", "https://a.example.org"}) {
            Await.until("there is room for " + origin, () -> admits(shared(), "Origin: " + origin + "\r\n"));
        }
        for (String origin : new String[] {"http://" + shared().getAuthority(), "http://a.example.org"}) {
            assertRefused(shared(), "Origin: " + origin + "\r\n", 403, "Origin not allowed", false);
        }
    }
}
