package io.github.signalbox.admission;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.config.Quoted;
import io.github.signalbox.config.Setting;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One rule: an origin, or all subdomains of an origin's host.
 *
 * @param origin the origin that it allows; with subdomains, the one whose subdomains it allows
 * @param subdomains whether it was written with {@code *.}; the origin itself is then not allowed
 */
record OriginRule(Origin origin, boolean subdomains) {

    private static final Pattern LEADING_STAR = Pattern.compile("(?i)https?://\\*\\.[^*]*");
    private static final Pattern TWO_LABELS = Pattern.compile("[^.\\[]+(\\.[^.]+)*\\.[^.]*[a-z_-][^.]*");

    boolean allows(Origin other) {
        if (!subdomains) {
            return origin.equals(other);
        }
        return origin.scheme().equals(other.scheme())
                && origin.port() == other.port()
                && other.host().endsWith("." + origin.host());
    }

    static OriginRule parse(String rule) {
        String remedy = remedy(rule);
        if (!remedy.isEmpty()) {
            throw refused(rule, remedy);
        }
        boolean subdomains = LEADING_STAR.matcher(rule).matches();
        Origin origin = Origin.parse(subdomains ? rule.replaceFirst("\\*\\.", "") : rule)
                .orElseThrow(() -> refused(
                        rule,
                        "it is not an origin; write scheme://host or scheme://host:port, the port from 1 to 65535"));
        if (subdomains && !TWO_LABELS.matcher(origin.host()).matches()) {
            throw refused(
                    rule,
                    "it would let in everybody below " + origin.host()
                            + "; write at least two names after the star, as in https://*.example.com");
        }
        return new OriginRule(origin, subdomains);
    }

    /** What is wrong with rules that people are known to write, and what they mean; empty if it is none of them. */
    private static String remedy(String rule) {
        String scheme =
                rule.contains("://") ? rule.substring(0, rule.indexOf("://")).toLowerCase(Locale.ROOT) : "";
        String rest = rule.substring(rule.contains("://") ? rule.indexOf("://") + 3 : 0);
        if (rule.isBlank()) {
            return "it is empty; remove the comma too many, or leave the setting out to allow only the request's own host";
        }
        if (rule.chars().anyMatch(Character::isWhitespace)) {
            return "it contains white space; separate rules with commas";
        }
        if (rule.equalsIgnoreCase("null")) {
            return "every sandboxed frame and every local file has that origin; serve the page from a site of its own";
        }
        if (!rule.chars().allMatch(character -> character < 128)) {
            return "it is not ASCII; write the host as browsers send it, beginning with xn--";
        }
        if (scheme.isEmpty()) {
            return "it has no scheme; write https://" + rest + " or http://" + rest;
        }
        if (scheme.equals("ws") || scheme.equals("wss")) {
            return "it is where the socket is, not where the page comes from; write " + scheme.replace("ws", "http")
                    + "://" + rest;
        }
        if (rest.contains("@")) {
            return "an origin has no user; write " + scheme + "://" + rest.substring(rest.lastIndexOf('@') + 1);
        }
        int end = indexOfAny(rest, "/?#");
        if (end >= 0) {
            return "an origin ends after host and port; write " + scheme + "://" + rest.substring(0, end);
        }
        if (rule.contains("*") && !LEADING_STAR.matcher(rule).matches()) {
            return "a star stands only for whole names in front of a host of the web, as in https://*.example.com";
        }
        return "";
    }

    private static int indexOfAny(String text, String characters) {
        for (int at = 0; at < text.length(); at++) {
            if (characters.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    static ConfigurationException refused(String rule, String remedy) {
        return new ConfigurationException(
                "SBX0002",
                "The rule " + Quoted.text(rule) + " of " + Setting.ALLOWED_ORIGINS.key() + " makes no sense: "
                        + remedy);
    }
}
