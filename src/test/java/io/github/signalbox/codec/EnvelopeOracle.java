package io.github.signalbox.codec;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code protocol.md} says of a message, worked out the slow way with a parser that others wrote. For messages
 * that nest less than a thousand levels: the parser has a limit of its own.
 *
 * <p>Values are compared as the text of their tokens, see {@link #tokens}: as a tree, Parsson fails with a
 * NumberFormatException at an exponent of more than ten digits.
 *
 * @param valid whether it is a request
 * @param route its route, empty if it is not
 * @param params the tokens of its Params
 * @param id the token of its Id, null if it has none
 */
record EnvelopeOracle(
        boolean valid,
        String route,
        String params,
        @Nullable String id) {

    private static final BigInteger MAX_INTEGER = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);
    private static final String NULL = "VALUE_NULL ";
    private static final String STRING = "VALUE_STRING ";
    private static final String NUMBER = "VALUE_NUMBER ";
    private static final EnvelopeOracle NOT_JSON = new EnvelopeOracle(false, "", NULL, null);

    static EnvelopeOracle of(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            return parser.hasNext() && parser.next() == JsonParser.Event.START_OBJECT ? ofObject(parser) : NOT_JSON;
        } catch (JsonException | NoSuchElementException e) {
            return NOT_JSON;
        }
    }

    /** The tokens of a JSON text, equal exactly if the values are and their numbers are written in the same way. */
    static String tokens(String json) {
        try (JsonParser parser = Json.createParser(new StringReader("[" + json + "]"))) {
            parser.next();
            return tokens(parser);
        }
    }

    private static String tokens(JsonParser parser) {
        var out = new StringBuilder();
        int depth = 0;
        do {
            JsonParser.Event event = parser.next();
            out.append(event).append(' ');
            switch (event) {
                case START_ARRAY, START_OBJECT -> depth++;
                case END_ARRAY, END_OBJECT -> depth--;
                case KEY_NAME, VALUE_STRING, VALUE_NUMBER -> out.append(parser.getString());
                case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {}
            }
        } while (depth > 0);
        return out.toString();
    }

    private static EnvelopeOracle ofObject(JsonParser parser) {
        String route = NULL;
        String params = NULL;
        String id = null;
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            String name = parser.getString();
            String value = tokens(parser);
            if (name.matches("(?i)Route")) {
                route = value;
            } else if (name.matches("(?i)Params")) {
                params = value;
            } else if (name.matches("(?i)Id")) {
                id = value;
            }
        }
        if (parser.hasNext()) {
            return NOT_JSON;
        }
        boolean badId = id != null && !isString(id, 64) && !isInteger(id);
        String goodId = badId ? null : id;
        return !badId && isString(route, 200)
                ? new EnvelopeOracle(true, route.substring(STRING.length()), params, goodId)
                : new EnvelopeOracle(false, "", NULL, goodId);
    }

    private static boolean isString(String token, int maxLength) {
        long length = token.codePoints().count() - STRING.length();
        return token.startsWith(STRING) && length >= 1 && length <= maxLength;
    }

    private static boolean isInteger(String token) {
        if (!token.matches(NUMBER + "-?[0-9]+")) {
            return false;
        }
        return new BigInteger(token.substring(NUMBER.length())).abs().compareTo(MAX_INTEGER) <= 0;
    }
}
