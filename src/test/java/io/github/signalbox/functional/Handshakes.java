package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;

/** What servers answer to handshakes. */
final class Handshakes {

    private Handshakes() {}

    /**
     * Fails unless a handshake is refused in HTTP, exactly as the protocol page has it.
     *
     * @param headers more of them, each with CR LF
     * @param later whether the client is told to come again
     */
    static void assertRefused(URI uri, String headers, int status, String title, boolean later) throws Exception {
        try (RawClient client = RawClient.connect(uri)) {
            client.write((client.request(headers) + plain(uri)));
            String head = client.readHead();
            assertThat(head).startsWith("HTTP/1.1 " + status + " ");
            String lower = head.toLowerCase(Locale.ROOT);
            assertThat(lower).contains("\r\ncontent-type: application/problem+json");
            assertThat(lower.contains("\r\nretry-after: 5\r\n")).isEqualTo(later);
            String problem = "{\"title\":\"" + title + "\",\"status\":" + status + "}";
            assertThat(lower).contains("\r\ncontent-length: " + problem.length() + "\r\n");
            // Some servers take another request after this one, the others close the connection; nobody adds to the
            // body. Without its Origin it is no stranger's.
            int next = status == 403 ? 426 : status;
            assertThat(client.readRest()).matches("\\Q" + problem + "\\E(HTTP/1\\.1 " + next + " (?s:.*))?");
        }
    }

    /**
     * Fails unless what is no handshake is answered as one is that is refused, and to pages of all sites: they can see nothing
     * else. Browsers name the origin in an OPTIONS to the page's own server, and in a GET to others.
     */
    static void assertTellsPages(URI uri, String headers, int status, boolean later) throws Exception {
        for (String method : new String[] {"GET", "OPTIONS"}) {
            String head = told(uri, method, headers);
            assertThat(head).as(method).startsWith("HTTP/1.1 " + status + " ");
            String lower = head.toLowerCase(Locale.ROOT);
            assertThat(lower)
                    .contains("\r\ncontent-type: application/problem+json", "\r\naccess-control-allow-origin: *\r\n")
                    .doesNotContain("access-control-allow-credentials");
            assertThat(lower.contains("\r\nretry-after: 5\r\n")).isEqualTo(later);
            assertThat(lower.contains("\r\naccess-control-expose-headers: retry-after\r\n"))
                    .isEqualTo(later);
        }
    }

    /**
     * What is said to somebody who asks without a handshake.
     *
     * @return status line and headers
     */
    static String told(URI uri, String method, String headers) throws Exception {
        try (RawClient client = RawClient.connect(uri)) {
            client.write(plain(uri).replace("GET ", method + " ").replace("Connection:", headers + "Connection:"));
            return client.readHead();
        }
    }

    /** Whether a client is let in; if so, it leaves at once. */
    static boolean admits(URI uri, String headers) throws Exception {
        try (RawClient client = RawClient.connect(uri)) {
            boolean admitted = isUpgrade(client.handshake(headers));
            if (admitted) {
                client.closeFrame(1000);
                client.readClose();
            }
            return admitted;
        }
    }

    static boolean isUpgrade(String head) {
        return head.startsWith("HTTP/1.1 101 ");
    }

    /** What is no handshake, and the last request of its connection. */
    static String plain(URI uri) {
        return "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n\r\n";
    }
}
