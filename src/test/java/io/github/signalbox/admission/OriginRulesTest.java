package io.github.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRulesTest {

    private static final OriginRules SAME_ORIGIN = OriginRules.of(List.of());
    private static final OriginRules ANY_SITE = OriginRules.of(List.of("*"));

    @ParameterizedTest
    @CsvSource({
        "http://chat.example.com,        chat.example.com",
        "http://chat.example.com,        chat.example.com:80",
        "http://chat.example.com:80,     chat.example.com",
        "https://chat.example.com,       chat.example.com",
        "https://chat.example.com,       chat.example.com:443",
        "https://CHAT.example.com,       Chat.Example.Com",
        "http://127.0.0.1:8080,          127.0.0.1:8080",
        "http://localhost:8080,          localhost:8080",
        "http://[::1]:8080,              [::1]:8080",
        "http://[::1],                   [0:0:0:0:0:0:0:1]:80",
        "http://my_host,                 my_host",
        "https://xn--bcher-kva.example,  xn--bcher-kva.example",
        "https://chat.example.com.,      chat.example.com."
    })
    void allowsThePageOfTheRequestsOwnHost(String origin, String host) {
        assertThat(refusal(SAME_ORIGIN, host, origin)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,               chat.example.com",
        "http://chat.example.com.evil.net,  chat.example.com",
        "http://a.chat.example.com,         chat.example.com",
        "http://example.com,                chat.example.com",
        "http://chat.example.com:8081,      chat.example.com:8080",
        "http://chat.example.com,           chat.example.com:8080",
        "https://chat.example.com,          chat.example.com:80",
        "http://chat.example.com,           chat.example.com:443",
        "http://localhost:8080,             127.0.0.1:8080",
        "http://[::1]:8080,                 [::2]:8080",
        "chrome-extension://abcdefgh,       abcdefgh",
        "http://chat.example.com,           ",
        "http://chat.example.com,           chat.example.com:x",
        "http://chat.example.com,           chat.example.com/",
        "http://chat.example.com,           user@chat.example.com"
    })
    void refusesAnyOtherPageByDefault(String origin, @Nullable String host) {
        assertThat(refusal(SAME_ORIGIN, host, origin)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null ",
                "NULL",
                "chat.example.com",
                "//chat.example.com",
                "://chat.example.com",
                "http:chat.example.com",
                "http:/chat.example.com",
                "http://",
                "http://chat.example.com/",
                "http://chat.example.com/page",
                "http://chat.example.com?q",
                "http://chat.example.com#f",
                "http://user@chat.example.com",
                "http://chat.example.com:",
                "http://chat.example.com:0",
                "http://chat.example.com:65536",
                "http://chat.example.com:-1",
                "http://chat.example.com:80:80",
                "http://chat..example.com",
                "http://.example.com",
                "http://chat.example.com http://chat.example.com",
                " http://chat.example.com",
                "http://chat.example.com\n",
                "http://chat.example.com\u0000",
                "http://bücher.example",
                "http://*.example.com",
                "http://chat%2eexample.com",
                "http://[::1",
                "http://::1",
                "http://[::g]",
                "http://[abc]",
                "http://[127.0.0.1]",
                "http://[1:2:3]",
                "http://[::1%25lo]",
                "1http://chat.example.com"
            })
    void refusesWhatIsNoOriginWhateverTheRules(String origin) {
        assertThat(refusal(SAME_ORIGIN, "chat.example.com", origin)).isNotNull();
        assertThat(refusal(ANY_SITE, "chat.example.com", origin)).isNotNull();
        assertThat(refusal(OriginRules.of(List.of("http://chat.example.com")), "chat.example.com", origin))
                .isNotNull();
        assertThat(SAME_ORIGIN.mayAllow(origin)).isFalse();
        assertThat(ANY_SITE.mayAllow(origin)).isFalse();
    }

    @Test
    void refusesAnOriginTooLongToBeOne() {
        assertThat(refusal(ANY_SITE, "h", "http://" + "a.".repeat(5_000_000) + "com"))
                .isNotNull();
    }

    @Test
    void allowsWhoeverSendsNoOrigin() {
        assertThat(refusal(SAME_ORIGIN, "chat.example.com")).isNull();
        assertThat(refusal(OriginRules.of(List.of("https://a.example")), null)).isNull();
        assertThat(SAME_ORIGIN.mayAllow(null)).isTrue();
    }

    @Test
    void refusesSeveralOriginsEvenIfEachIsAllowed() {
        assertThat(refusal(ANY_SITE, "chat.example.com", "http://chat.example.com", "http://chat.example.com"))
                .isNotNull();
    }

    @Test
    void refusesTheOriginNullUnlessAnySiteMayConnect() {
        assertThat(refusal(SAME_ORIGIN, "null", "null")).isNotNull();
        assertThat(refusal(OriginRules.of(List.of("https://a.example")), "a.example", "null"))
                .isNotNull();
        assertThat(refusal(ANY_SITE, "chat.example.com", "null")).isNull();
        assertThat(SAME_ORIGIN.mayAllow("null")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com,           https://app.example.com",
        "https://app.example.com,           https://app.example.com:443",
        "https://app.example.com:443,       https://app.example.com",
        "https://APP.Example.com,           https://app.example.com",
        "HTTPS://app.example.com,           https://app.example.com",
        "http://localhost:3000,             http://localhost:3000",
        "http://[::1]:3000,                 http://[0:0:0:0:0:0:0:1]:3000",
        "http://[2001:DB8::1],              http://[2001:db8::1]",
        "https://*.example.com,             https://a.example.com",
        "https://*.example.com,             https://a.b.example.com",
        "https://*.example.com:8443,        https://a.example.com:8443",
        "https://*.co.uk,                   https://example.co.uk",
        "https://*.xn--bcher-kva.example,   https://a.xn--bcher-kva.example",
        "chrome-extension://abcdefgh,       chrome-extension://abcdefgh",
        "capacitor://localhost,             capacitor://localhost"
    })
    void allowsWhatARuleNames(String rule, String origin) {
        OriginRules rules = OriginRules.of(List.of("https://other.example", rule));

        assertThat(refusal(rules, "somewhere.example", origin)).isNull();
        assertThat(rules.mayAllow(origin)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com,       http://app.example.com",
        "https://app.example.com,       https://app.example.com:8443",
        "https://app.example.com,       https://a.app.example.com",
        "https://app.example.com,       https://app.example.com.evil.net",
        "https://app.example.com,       https://evil-app.example.com",
        "https://*.example.com,         https://example.com",
        "https://*.example.com,         https://evilexample.com",
        "https://*.example.com,         https://a.example.com.evil.net",
        "https://*.example.com,         http://a.example.com",
        "https://*.example.com,         https://a.example.com:444",
        "https://*.example.com,         https://.example.com",
        "chrome-extension://abcdefgh,   chrome-extension://abcdefgi",
        "https://other.example,         https://somewhere.example"
    })
    void refusesWhatNoRuleNames(String rule, String origin) {
        OriginRules rules = OriginRules.of(List.of(rule));

        assertThat(refusal(rules, "somewhere.example", origin)).isNotNull();
        assertThat(rules.mayAllow(origin)).isFalse();
    }

    @Test
    void allowsAnySiteUnderAStar() {
        assertThat(refusal(ANY_SITE, null, "https://anybody.example")).isNull();
        assertThat(ANY_SITE.mayAllow("https://anybody.example")).isTrue();
    }

    @Test
    void leavesTheSameOriginOpenWhereTheHostIsNotKnown() {
        assertThat(SAME_ORIGIN.mayAllow("https://anybody.example")).isTrue();
        assertThat(SAME_ORIGIN.mayAllow("chrome-extension://abcdefgh")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            ''|it is empty
            ' '|it is empty
            app.example.com|write https://app.example.com or http://app.example.com
            *.example.com|write https://*.example.com or http
            localhost:3000|write https://localhost:3000 or http://localhost:3000
            https://app.example.com/|write https://app.example.com
            https://app.example.com:8443/chat|write https://app.example.com:8443
            https://app.example.com?x=1|write https://app.example.com
            https://app.example.com#x|write https://app.example.com
            https://me@app.example.com|write https://app.example.com
            ws://app.example.com:81|write http://app.example.com:81
            WSS://app.example.com|write https://app.example.com
            https://a.example https://b.example|separate rules with commas
             https://a.example|white space
            null|site of its own
            https://bücher.example|beginning with xn--
            https://*|a star stands only
            https://*:8443|a star stands only
            *://app.example.com|a star stands only
            https://app.*.com|a star stands only
            https://a*.example.com|a star stands only
            https://*example.com|a star stands only
            https://*.*.example.com|a star stands only
            chrome-extension://*.example.com|a star stands only
            https://*.com|at least two names
            https://*.com.|at least two names
            https://*.localhost|at least two names
            https://*.0.0.1|at least two names
            https://*.[::1]|at least two names
            https://*.|scheme://host
            https://|scheme://host
            https://a.example:0|port from 1 to 65535
            https://a.example:65536|port from 1 to 65535
            https://a.example:http|scheme://host
            https://a..example|scheme://host
            https://[::g]|scheme://host
            https://::1|scheme://host
            """)
    void refusesARuleThatMakesNoSenseAndSaysWhatToWrite(String rule, String remedy) {
        assertThatThrownBy(() -> OriginRules.of(List.of("https://good.example", rule)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "SBX0002: The rule '" + rule + "' of signalbox.allowed-origins makes no sense: ")
                .hasMessageContaining(remedy);
    }

    @Test
    void refusesAStarBesideOtherRules() {
        assertThatThrownBy(() -> OriginRules.of(List.of("https://good.example", "*")))
                .hasMessageStartingWith("SBX0002: The rule '*' of signalbox.allowed-origins makes no sense: ");
    }

    @Test
    void logsValueCauseAndRemedyOnOneLine() {
        assertThat(refusal(SAME_ORIGIN, "chat.example:8080", "http://evil.example"))
                .isEqualTo("The Origin 'http://evil.example' is not the request's own, 'http://chat.example:8080': "
                        + "if you trust that site, name it and your own in signalbox.allowed-origins; "
                        + "if it is your own, have the proxy pass the Host header on");
        assertThat(refusal(OriginRules.of(List.of("https://a.example")), null, "http://evil.example"))
                .isEqualTo("The Origin 'http://evil.example' is not in signalbox.allowed-origins: "
                        + "add it there if you trust that site");
        assertThat(refusal(SAME_ORIGIN, "chat.example", "evil\r\n" + "x".repeat(500)))
                .isEqualTo("The Origin 'evil\\u000d\\u000a" + "x".repeat(94)
                        + "…' is malformed: serve the page from a site of its own");
        assertThat(refusal(SAME_ORIGIN, null, "http://evil.example")).contains("there is no Host header");
    }

    /** The refusal's log text; null if there is none. */
    private static @Nullable String refusal(OriginRules rules, @Nullable String host, String... origins) {
        return rules.refusal(new Handshake(List.of(origins), host, false, "192.0.2.1"))
                .map(Refusal::logText)
                .orElse(null);
    }
}
