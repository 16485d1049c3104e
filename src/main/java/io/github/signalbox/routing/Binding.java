package io.github.signalbox.routing;

import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Params to objects and results to JSON text, with the application's JSON-B. Thread-safe.
 *
 * <p>Never throws what a JSON-B provider says at a caller's input: providers differ in the exceptions (Johnzon throws JSON-P's),
 * and their texts name classes.
 */
public final class Binding {

    /** Yasson names the member that it stumbled over; where a provider does not, the field stays empty. */
    private static final Pattern PROPERTY = Pattern.compile("property '([^'\\\\]{1,100})'");

    private static final String NULL = "null";

    private final Jsonb jsonb;
    private final JsonReaderFactory readers;
    private final Bindability bindability;

    /**
     * A binding that uses one JSON-B for everything.
     *
     * @param jsonb the application's; closed by whoever made it
     */
    public Binding(Jsonb jsonb) {
        this.jsonb = jsonb;
        // Once: the static methods of Json look their provider up at every call, which costs more than the parsing.
        this.readers = JsonProvider.provider().createReaderFactory(Map.of());
        this.bindability = new Bindability(jsonb);
    }

    /**
     * Binds a request's Params.
     *
     * @param params well-formed JSON text
     * @param type what the handler takes
     * @return null for {@code null}, and for a handler that takes no params
     * @throws BindingException if the text does not fit the type
     */
    public @Nullable Object bind(String params, Type type) throws BindingException {
        if (type == Void.class) {
            return null;
        }
        try {
            if (type instanceof Class<?> raw && JsonValue.class.isAssignableFrom(raw)) {
                return bindTree(params, raw);
            }
            if (params.equals(NULL) && type instanceof Class<?> raw && raw.isPrimitive()) {
                throw new BindingException(List.of(new FieldProblem("", "must not be null")));
            }
            return jsonb.fromJson(params, type);
        } catch (RuntimeException | StackOverflowError e) {
            throw new BindingException(
                    List.of(new FieldProblem(field(e), "is not of the kind that this route takes")), e);
        }
    }

    /**
     * Writes a result, an event's params or a failure's data.
     *
     * @param value any JSON-B type, a {@link JsonValue}, or null
     * @return JSON text
     * @throws jakarta.json.bind.JsonbException if JSON-B cannot write the value
     */
    public String write(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        return value instanceof JsonValue json ? json.toString() : jsonb.toJson(value);
    }

    /**
     * What keeps a type from being bound, if anything does.
     *
     * @param type the type of a handler's params
     * @return the obstacle and the remedy, in words; empty if the type can be bound
     */
    public Optional<String> obstacle(Type type) {
        return bindability.obstacle(type);
    }

    private JsonValue bindTree(String params, Class<?> type) throws BindingException {
        JsonValue value;
        try (JsonReader reader = readers.createReader(new StringReader(params))) {
            value = reader.readValue();
        } catch (RuntimeException | StackOverflowError e) {
            // The text is well-formed, so it can only be a limit; Parsson's comes as a plain RuntimeException.
            throw new BindingException(List.of(new FieldProblem("", "is more than this server reads")), e);
        }
        if (!type.isInstance(value)) {
            throw new BindingException(List.of(new FieldProblem("", "is not of the kind that this route takes")));
        }
        return value;
    }

    private static String field(Throwable failure) {
        List<String> path = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher property = PROPERTY.matcher(String.valueOf(cause.getMessage()));
            if (property.find()) {
                path.add(property.group(1));
            }
        }
        return String.join(".", path);
    }
}
