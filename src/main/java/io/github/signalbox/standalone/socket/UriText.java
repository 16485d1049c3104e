package io.github.signalbox.standalone.socket;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text of URIs as browsers send it, made fit for {@link java.net.URI}. */
final class UriText {

    private static final String LEGAL = "-_.!~*'();/?:@&=+$,[]";

    private UriText() {}

    /**
     * Escapes what {@code java.net.URI} refuses. Browsers leave characters such as <code>{</code> and {@code |} in a query as
     * they are, and Tyrus makes a URI of it after it has answered the handshake.
     *
     * @param query may be null, which is returned then
     */
    static @Nullable String legal(@Nullable String query) {
        if (query == null) {
            return null;
        }
        StringBuilder legal = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (isAlphanumeric(c) || LEGAL.indexOf(c) >= 0 || (c == '%' && isEscape(query, i))) {
                legal.append(c);
            } else {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    legal.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
        }
        return legal.toString();
    }

    /**
     * The parameters of a query that {@link #legal} has seen. Grizzly's own parser logs what a client got wrong.
     *
     * @param query may be null
     */
    static Map<String, String[]> parameters(@Nullable String query) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                all.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        all.forEach((name, values) -> parameters.put(name, values.toArray(new String[0])));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isEscape(String query, int at) {
        return at + 2 < query.length()
                && HexFormat.isHexDigit(query.charAt(at + 1))
                && HexFormat.isHexDigit(query.charAt(at + 2));
    }
}
