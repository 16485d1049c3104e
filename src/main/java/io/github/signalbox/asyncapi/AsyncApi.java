package io.github.signalbox.asyncapi;

import io.github.signalbox.routing.EventTable;
import io.github.signalbox.routing.RouteDefinition;
import io.github.signalbox.routing.RouteTable;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The AsyncAPI document of one application, made when it is asked for and again when routes have changed. Thread-safe; two threads
 * that ask at once may both make it.
 */
public final class AsyncApi {

    /** Where it is served, below the application's context root. */
    public static final String PATH = "/asyncapi.json";

    /** What an application adds to its dependencies to have it. */
    public static final String LIBRARY = "com.github.victools:jsonschema-generator";

    /** The title of an application that has no name. */
    public static final String UNTITLED = "Signalbox application";

    /** One class of each jar. They are used at the first request and not before: that would more than double the time of a start. */
    private static final List<String> NEEDED = List.of(
            "com.github.victools.jsonschema.generator.SchemaGenerator",
            "com.fasterxml.classmate.TypeResolver",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonInclude",
            "org.slf4j.LoggerFactory");

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int METHOD_NOT_ALLOWED = 405;

    /** The document as it was, and what it was made of. */
    private record Made(Map<String, RouteDefinition> routes, String title, ByteBuffer text, String tag) {}

    private final RouteTable routes;
    private final EventTable events;
    private final Document document;
    private volatile @Nullable Made made;

    private AsyncApi(RouteTable routes, EventTable events, Document document) {
        this.routes = routes;
        this.events = events;
        this.document = document;
    }

    /**
     * The document of an application.
     *
     * @param routes what is answered
     * @param events what is sent
     * @param config what {@code jsonb} was made with
     * @param jsonb the application's
     * @param logger for people
     * @return null if {@link #LIBRARY}, or what that needs, is not there
     */
    public static @Nullable AsyncApi of(
            RouteTable routes, EventTable events, JsonbConfig config, Jsonb jsonb, Logger logger) {
        return NEEDED.stream().allMatch(Present::isPresent)
                ? new AsyncApi(routes, events, new Document(config, jsonb, logger))
                : null;
    }

    /**
     * Answers a request for {@link #PATH}.
     *
     * @param method of HTTP
     * @param ifNoneMatch the header; null if there is none
     * @param title what the application is called
     * @return the document, that it is still as the caller has it, or that the method is not allowed
     */
    public Answer answer(String method, @Nullable String ifNoneMatch, String title) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Answer(
                    METHOD_NOT_ALLOWED,
                    Map.of("Allow", "GET, HEAD", "Cache-Control", "no-store"),
                    ByteBuffer.allocate(0));
        }
        Made now = made(title);
        Map<String, String> headers = new HashMap<>(
                Map.of("ETag", now.tag(), "Cache-Control", "no-cache", "X-Content-Type-Options", "nosniff"));
        if (ifNoneMatch != null && matches(ifNoneMatch, now.tag())) {
            return new Answer(NOT_MODIFIED, headers, now.text());
        }
        headers.put("Content-Type", "application/json; charset=utf-8");
        return new Answer(OK, headers, now.text());
    }

    /** RFC 9110, section 13.1.2; a proxy that compresses makes the tag a weak one. */
    private static boolean matches(String ifNoneMatch, String tag) {
        for (String each : ifNoneMatch.split(",", -1)) {
            String known = each.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private Made made(String title) {
        // The table is swapped whole, so one that is still the same object has changed in nothing.
        Map<String, RouteDefinition> current = routes.definitions();
        Made known = made;
        if (known != null && known.routes() == current && known.title().equals(title)) {
            return known;
        }
        byte[] text = document.of(title, current.values(), events.all()).getBytes(StandardCharsets.UTF_8);
        Made fresh = new Made(current, title, ByteBuffer.wrap(text), tag(text));
        made = fresh;
        return fresh;
    }

    private static String tag(byte[] text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
