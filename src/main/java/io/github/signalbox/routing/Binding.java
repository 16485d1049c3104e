package io.github.signalbox.routing;

import io.github.signalbox.json.DirectJson;
import io.github.signalbox.json.JsonContent;
import io.github.signalbox.json.JsonOutput;
import io.github.signalbox.json.JsonSlice;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
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

    private final Jsonb jsonb;
    private final DirectJson json;
    private final Bindability bindability;

    /**
     * A binding that uses one JSON-B for everything.
     *
     * @param jsonb made by {@link #jsonb}, or it will copy more than it needs; closed by whoever made it
     */
    public Binding(Jsonb jsonb) {
        this.jsonb = jsonb;
        // Once: to look the provider up costs more than to parse a message.
        this.json = new DirectJson(JsonProvider.provider());
        this.bindability = new Bindability(jsonb);
    }

    /**
     * Makes a JSON-B that reads and writes messages in place.
     *
     * @param config the application's
     * @return to be closed by the caller
     * @throws jakarta.json.bind.JsonbException if there is no provider of JSON-B, or it refuses the config
     * @throws jakarta.json.JsonException if there is no provider of JSON-P
     */
    public static Jsonb jsonb(JsonbConfig config) {
        return JsonbBuilder.newBuilder()
                .withConfig(config)
                .withProvider(new DirectJson(JsonProvider.provider()))
                .build();
    }

    /**
     * Binds a request's Params.
     *
     * @param params where they stand
     * @param type what the handler takes
     * @return null for {@code null}, and for a handler that takes no params
     * @throws BindingException if the text does not fit the type
     */
    public @Nullable Object bind(JsonSlice params, Type type) throws BindingException {
        if (type == Void.class) {
            return null;
        }
        try {
            if (type instanceof Class<?> raw && JsonValue.class.isAssignableFrom(raw)) {
                return bindTree(params, raw);
            }
            if (params.isNull() && type instanceof Class<?> raw && raw.isPrimitive()) {
                throw new BindingException(List.of(new FieldProblem("", "must not be null")));
            }
            return jsonb.fromJson(params.reader(), type);
        } catch (RuntimeException | StackOverflowError e) {
            throw new BindingException(
                    List.of(new FieldProblem(field(e), "is not of the kind that this route takes")), e);
        }
    }

    /**
     * A result, an event's params or a failure's data, to be written by JSON-B when the message is.
     *
     * @param value any JSON-B type, a {@link JsonValue}, content already, or null
     * @return throws {@link jakarta.json.bind.JsonbException} or another exception of the value's own when it is written, if JSON-B
     *     cannot write the value
     */
    public JsonContent content(@Nullable Object value) {
        if (value == null) {
            return JsonContent.NULL;
        }
        return value instanceof JsonContent content ? content : out -> write(value, out);
    }

    private void write(Object value, JsonOutput out) {
        if (value instanceof JsonValue tree) {
            json.createGenerator(out).write(tree);
        } else {
            jsonb.toJson(value, out);
        }
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

    private JsonValue bindTree(JsonSlice params, Class<?> type) throws BindingException {
        JsonValue value;
        try (JsonParser parser = json.parser(params)) {
            parser.next();
            value = parser.getValue();
        } catch (RuntimeException | StackOverflowError e) {
            // The text is well-formed, so it can only be a limit.
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
