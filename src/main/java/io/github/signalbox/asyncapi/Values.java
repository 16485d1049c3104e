package io.github.signalbox.asyncapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's types that are one JSON value, and those of JSON-P. What JSON-B makes of the former depends on the provider and on how it
 * is configured, so it is asked: a sample of each is written, and what comes out tells the type, and the format if it fits one.
 */
final class Values {

    private static final Instant MOMENT = Instant.ofEpochSecond(1_000_000_000);
    private static final OffsetDateTime THERE = MOMENT.atOffset(ZoneOffset.ofHours(2));

    /** Those of RFC 3339, and of OpenAPI's registry for what that lacks. */
    private static final Map<String, Function<String, Object>> FORMATS = formats();

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(String.class, "a text"),
            Map.entry(CharSequence.class, "a text"),
            Map.entry(Character.class, 'a'),
            Map.entry(Boolean.class, true),
            Map.entry(Byte.class, (byte) 1),
            Map.entry(Short.class, (short) 1),
            Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L),
            Map.entry(Float.class, 1.5f),
            Map.entry(Double.class, 1.5),
            Map.entry(Number.class, 1.5),
            Map.entry(BigInteger.class, BigInteger.ONE),
            Map.entry(BigDecimal.class, new BigDecimal("1.5")),
            Map.entry(OptionalInt.class, OptionalInt.of(1)),
            Map.entry(OptionalLong.class, OptionalLong.of(1)),
            Map.entry(OptionalDouble.class, OptionalDouble.of(1.5)),
            Map.entry(UUID.class, new UUID(0x0000_0000_0000_4000L, 0x8000_0000_0000_0000L)),
            Map.entry(URI.class, URI.create("https://example.com/")),
            Map.entry(Instant.class, MOMENT),
            Map.entry(OffsetDateTime.class, THERE),
            Map.entry(OffsetTime.class, THERE.toOffsetTime()),
            Map.entry(ZonedDateTime.class, MOMENT.atZone(ZoneId.of("Europe/Paris"))),
            Map.entry(LocalDateTime.class, THERE.toLocalDateTime()),
            Map.entry(LocalDate.class, THERE.toLocalDate()),
            Map.entry(LocalTime.class, THERE.toLocalTime()),
            Map.entry(Duration.class, Duration.ofMinutes(90)),
            Map.entry(Period.class, Period.ofDays(3)),
            Map.entry(ZoneId.class, ZoneId.of("Europe/Paris")),
            Map.entry(ZoneOffset.class, ZoneOffset.ofHours(2)),
            Map.entry(TimeZone.class, TimeZone.getTimeZone("Europe/Paris")),
            Map.entry(Date.class, Date.from(MOMENT)),
            Map.entry(Calendar.class, GregorianCalendar.from(MOMENT.atZone(ZoneOffset.UTC))),
            Map.entry(GregorianCalendar.class, GregorianCalendar.from(MOMENT.atZone(ZoneOffset.UTC))),
            Map.entry(byte[].class, new byte[] {1, 2}));

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            char.class, Character.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    private static final Set<Class<?>> WHOLE = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            OptionalInt.class,
            OptionalLong.class);

    private static final Map<Class<?>, String> NUMBER_FORMATS = Map.of(
            Integer.class, "int32",
            OptionalInt.class, "int32",
            Long.class, "int64",
            OptionalLong.class, "int64",
            Float.class, "float",
            Double.class, "double",
            OptionalDouble.class, "double");

    private static final Map<Class<?>, String> JSON_P = Map.of(
            JsonObject.class, "object",
            JsonArray.class, "array",
            JsonString.class, "string",
            JsonNumber.class, "number");

    private final Jsonb jsonb;

    Values(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /** Whether a value can be put into JSON as the name of a member. */
    static boolean isName(Class<?> type) {
        return type.isEnum() || CharSequence.class.isAssignableFrom(type) || Number.class.isAssignableFrom(type);
    }

    /** The schema of such a type, a new one; null if it is none. */
    @Nullable
    ObjectNode schema(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (JsonValue.class.isAssignableFrom(type)) {
            if (type == JsonStructure.class) {
                schema.putArray("type").add("object").add("array");
            } else if (JSON_P.containsKey(type)) {
                schema.put("type", JSON_P.get(type));
            }
            return schema;
        }
        Class<?> known = BOXES.getOrDefault(type, type);
        Object sample = SAMPLES.get(known);
        return sample == null ? null : described(schema, known, sample);
    }

    private @Nullable ObjectNode described(ObjectNode schema, Class<?> type, Object sample) {
        // In an array, since a provider may refuse a text that is a value alone.
        JsonValue written =
                Trees.read(jsonb.toJson(new Object[] {sample})).asJsonArray().get(0);
        if (written instanceof JsonString text) {
            schema.put("type", "string");
            if (type == byte[].class) {
                schema.put("contentEncoding", "base64");
            } else if (type == URI.class) {
                schema.put("format", "uri-reference");
            } else if (type != String.class && type != CharSequence.class) {
                format(text.getString()).ifPresent(format -> schema.put("format", format));
            }
            return schema;
        }
        if (written instanceof JsonNumber) {
            schema.put("type", WHOLE.contains(type) ? "integer" : "number");
            if (NUMBER_FORMATS.containsKey(type)) {
                schema.put("format", NUMBER_FORMATS.get(type));
            }
            return schema;
        }
        if (written == JsonValue.TRUE) {
            return schema.put("type", "boolean");
        }
        // An array of bytes is as any other array.
        return type == byte[].class ? null : schema;
    }

    private static Optional<String> format(String text) {
        return FORMATS.entrySet().stream()
                .filter(format -> fits(text, format.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean fits(String text, Function<String, Object> format) {
        try {
            return format.apply(text) != null;
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Function<String, Object>> formats() {
        Map<String, Function<String, Object>> formats = new LinkedHashMap<>();
        formats.put("date-time", DateTimeFormatter.ISO_OFFSET_DATE_TIME::parse);
        formats.put("date", DateTimeFormatter.ISO_LOCAL_DATE::parse);
        formats.put("time", DateTimeFormatter.ISO_OFFSET_TIME::parse);
        formats.put("date-time-local", DateTimeFormatter.ISO_LOCAL_DATE_TIME::parse);
        formats.put("time-local", DateTimeFormatter.ISO_LOCAL_TIME::parse);
        formats.put("duration", Values::duration);
        formats.put("uuid", UUID::fromString);
        return formats;
    }

    private static Object duration(String text) {
        return text.contains("T") ? Duration.parse(text) : Period.parse(text);
    }
}
