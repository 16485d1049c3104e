package io.github.signalbox.admission;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.config.Quoted;
import io.github.signalbox.config.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which sites' pages may connect. Browsers send cookies along with every handshake and let any page open a socket to any
 * server, so the server has to ask where the page comes from (RFC 6455 section 10.2).
 *
 * <p>Without rules, that is the request's own host: host and port of the {@code Origin} equal those of the {@code Host}
 * header. The scheme is not compared, since a proxy may have ended TLS; a port that is left out is the default one of the
 * origin's scheme. With rules, the rules alone count: {@code https://app.example.com}, {@code https://*.example.com} (every
 * subdomain at any depth, not {@code example.com} itself), or {@code *} alone, for any page at all.
 *
 * <p>No {@code Origin} means no browser and is always allowed: this protects people who browse from pages they visit, not the
 * server from programs. Nor does the default protect from DNS rebinding, where a stranger's page has this server's address
 * under a name of its own; explicit rules do. Whether {@code co.uk} belongs to somebody is not known here either.
 *
 * <p>Immutable.
 */
public final class OriginRules {

    private enum Mode {
        SAME_ORIGIN,
        LISTED,
        ANY_SITE
    }

    private final Mode mode;
    private final List<OriginRule> rules;

    private OriginRules(Mode mode, List<OriginRule> rules) {
        this.mode = mode;
        this.rules = rules;
    }

    /**
     * Reads rules.
     *
     * @param rules as in {@code signalbox.allowed-origins}; none for the request's own host
     * @return the rules
     * @throws ConfigurationException SBX0002 if one makes no sense; it names rule and remedy
     */
    public static OriginRules of(List<String> rules) {
        if (rules.isEmpty()) {
            return new OriginRules(Mode.SAME_ORIGIN, List.of());
        }
        if (rules.equals(List.of("*"))) {
            return new OriginRules(Mode.ANY_SITE, List.of());
        }
        if (rules.contains("*")) {
            throw OriginRule.refused(
                    "*", "it lets any site in and so makes the other rules pointless; remove it or them");
        }
        return new OriginRules(
                Mode.LISTED, rules.stream().map(OriginRule::parse).toList());
    }

    /**
     * Whether a page of that origin could be allowed, for where the {@code Host} header is not known. Under explicit rules this
     * is the full answer; without rules, only what is no site at all is refused.
     *
     * @param origin the value of the {@code Origin} header; null if there is none
     * @return false if {@link Admission#decide} refuses it too
     */
    public boolean mayAllow(@Nullable String origin) {
        return origin == null
                || isAny(origin)
                || Origin.parse(origin).filter(this::isPossible).isPresent();
    }

    Optional<Refusal> refusal(Handshake handshake) {
        if (handshake.origins().isEmpty()) {
            return Optional.empty();
        }
        if (handshake.origins().size() > 1) {
            return refused("There are " + handshake.origins().size() + " Origin headers, the first "
                    + Quoted.text(handshake.origins().get(0))
                    + ": no browser sends more than one; look at the proxy, if there is one");
        }
        String text = handshake.origins().get(0);
        if (isAny(text)) {
            return Optional.empty();
        }
        Optional<Origin> origin = Origin.parse(text);
        if (origin.isEmpty()) {
            return refused("The Origin " + Quoted.text(text)
                    + (text.equals("null") ? " is that of a sandboxed frame or a local file" : " is malformed")
                    + ": serve the page from a site of its own");
        }
        if (mode == Mode.SAME_ORIGIN ? isOwn(origin.get(), handshake.host()) : isPossible(origin.get())) {
            return Optional.empty();
        }
        return refused(
                mode == Mode.LISTED
                        ? "The Origin " + Quoted.text(text) + " is not in " + Setting.ALLOWED_ORIGINS.key()
                                + ": add it there if you trust that site"
                        : "The Origin " + Quoted.text(text) + " is not " + own(handshake)
                                + ": if you trust that site, name it and your own in "
                                + Setting.ALLOWED_ORIGINS.key()
                                + "; if it is your own, have the proxy pass the Host header on");
    }

    /** {@code null} included: where any site may connect, a page of none may. */
    private boolean isAny(String text) {
        return mode == Mode.ANY_SITE
                && (text.equals("null") || Origin.parse(text).isPresent());
    }

    private boolean isPossible(Origin origin) {
        return switch (mode) {
            case ANY_SITE -> true;
            case LISTED -> rules.stream().anyMatch(rule -> rule.allows(origin));
            case SAME_ORIGIN -> origin.isOfTheWeb();
        };
    }

    private static boolean isOwn(Origin origin, @Nullable String host) {
        return host != null
                && origin.isOfTheWeb()
                && Origin.ofAuthority(origin.scheme(), host)
                        .filter(origin::equals)
                        .isPresent();
    }

    private static String own(Handshake handshake) {
        String host = handshake.host();
        return host == null
                ? "to be compared, there is no Host header"
                : "the request's own, " + Quoted.text((handshake.secure() ? "https://" : "http://") + host);
    }

    private static Optional<Refusal> refused(String logText) {
        return Optional.of(new Refusal(Reason.ORIGIN, logText));
    }
}
