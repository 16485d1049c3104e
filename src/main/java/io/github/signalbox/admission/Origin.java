package io.github.signalbox.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from (RFC 6454 section 6): scheme, host and port, in one spelling, so that equal origins are equal
 * records.
 *
 * @param scheme in lower case
 * @param host in lower case ASCII; an IPv6 address in brackets and written out
 * @param port the scheme's default if none is written; {@link #NO_PORT} if the scheme has none
 */
record Origin(String scheme, String host, int port) {

    static final int NO_PORT = -1;

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
    private static final Pattern ORIGIN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,40})://(.+)");
    private static final Pattern AUTHORITY = Pattern.compile(
            "((?:[A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9_-]{1,63}\\.?|\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*])(?::([0-9]{1,5}))?");
    private static final int LONGEST = 400;

    /** Reads what a browser sends, or what an operator writes who means one origin; empty if it is not one. */
    static Optional<Origin> parse(String text) {
        Matcher parts = ORIGIN.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        return ofAuthority(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2));
    }

    /** The origin of a server whose {@code Host} header is the authority, if its pages had that scheme. */
    static Optional<Origin> ofAuthority(String scheme, String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (authority.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(2);
        int port = digits == null ? DEFAULT_PORTS.getOrDefault(scheme, NO_PORT) : Integer.parseInt(digits);
        if (digits != null && (port < 1 || port > 65_535)) {
            return Optional.empty();
        }
        return canonical(parts.group(1).toLowerCase(Locale.ROOT)).map(host -> new Origin(scheme, host, port));
    }

    /** Whether its scheme is one of a site on the web, as opposed to a browser extension's or a mobile shell's. */
    boolean isOfTheWeb() {
        return DEFAULT_PORTS.containsKey(scheme);
    }

    private static Optional<String> canonical(String host) {
        if (!host.startsWith("[")) {
            return Optional.of(host);
        }
        try {
            // Brackets and a colon make it an address and never a name: this does not ask a name server.
            return Optional.of("[" + InetAddress.getByName(host).getHostAddress() + "]");
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        boolean isDefault = port == DEFAULT_PORTS.getOrDefault(scheme, NO_PORT);
        return scheme + "://" + host + (isDefault ? "" : ":" + port);
    }
}
