package io.github.signalbox.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JSON value that is known to be well-formed, without copying it: strings are cut out when they are asked for.
 *
 * <p>What it takes for granted is what the envelope's reader has checked. Text that is not JSON after all makes it throw, or tell of
 * something that is not there; nothing worse. Not thread-safe.
 */
final class SliceParser implements JsonParser {

    /** As many as a message may have. */
    private static final int DEEPEST = 1000;

    /** A number of more characters is none for {@link #getBigDecimal}: to compute with it would take a caller's server long. */
    private static final int LONGEST_NUMBER = 1100;

    static final int DIGITS_OF_ANY_INT = 9;
    static final int DIGITS_OF_ANY_LONG = 18;

    private final String text;
    private final int end;
    private final Trees trees;
    private final int start;
    private final Brackets open = new Brackets();
    private int position;
    private @Nullable Event event;
    /** What the event is about, between the quotes if it is a string. */
    private int from;

    private int to;

    // Of what was counted for the last location:
    private int counted;
    private int line = 1;
    private int lineStart;

    SliceParser(JsonSlice slice, Trees trees) {
        this.text = slice.text();
        this.start = slice.start();
        this.position = start;
        this.counted = start;
        this.lineStart = start;
        this.end = slice.end();
        this.trees = trees;
    }

    @Override
    public boolean hasNext() {
        return event == null || open.depth() > 0;
    }

    @Override
    public @Nullable Event currentEvent() {
        return event;
    }

    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The value has ended");
        }
        char c = nextSignificant();
        Event next =
                switch (c) {
                    case '"' -> string();
                    case '{', '[' -> begin(c == '{');
                    case '}', ']' -> end(c == '}');
                    case 't' -> literal(4, Event.VALUE_TRUE);
                    case 'f' -> literal(5, Event.VALUE_FALSE);
                    case 'n' -> literal(4, Event.VALUE_NULL);
                    default -> number();
                };
        event = next;
        return next;
    }

    private char nextSignificant() {
        while (position < end) {
            char c = text.charAt(position);
            if (c > ' ' && c != ',' && c != ':') {
                return c;
            }
            position++;
        }
        throw malformed();
    }

    private Event string() {
        from = position + 1;
        int quote = text.indexOf('"', from);
        while (quote > 0 && isEscaped(quote)) {
            quote = text.indexOf('"', quote + 1);
        }
        if (quote < 0 || quote >= end) {
            throw malformed();
        }
        to = quote;
        position = quote + 1;
        boolean isName = open.depth() > 0 && open.isBrace() && event != Event.KEY_NAME;
        return isName ? Event.KEY_NAME : Event.VALUE_STRING;
    }

    private boolean isEscaped(int quote) {
        int first = quote;
        while (text.charAt(first - 1) == '\\') {
            first--;
        }
        return (quote - first) % 2 != 0;
    }

    private Event begin(boolean brace) {
        if (open.depth() == DEEPEST) {
            throw new JsonParsingException(
                    "More than " + DEEPEST + " arrays and objects inside each other", getLocation());
        }
        from = position++;
        open.push(brace);
        return brace ? Event.START_OBJECT : Event.START_ARRAY;
    }

    private Event end(boolean brace) {
        if (open.depth() == 0 || open.isBrace() != brace) {
            throw malformed();
        }
        position++;
        open.pop();
        return brace ? Event.END_OBJECT : Event.END_ARRAY;
    }

    private Event literal(int length, Event literal) {
        if (end - position < length) {
            throw malformed();
        }
        position += length;
        return literal;
    }

    private Event number() {
        from = position;
        while (position < end && isOfNumber(text.charAt(position))) {
            position++;
        }
        to = position;
        if (to == from) {
            throw malformed();
        }
        return Event.VALUE_NUMBER;
    }

    private static boolean isOfNumber(char c) {
        return JsonCursor.isDigit(c) || c == '-' || c == '.' || c == 'e' || c == 'E' || c == '+';
    }

    @Override
    public String getString() {
        if (event != Event.KEY_NAME && event != Event.VALUE_STRING && event != Event.VALUE_NUMBER) {
            throw new IllegalStateException("There is no text at " + event);
        }
        String raw = text.substring(from, to);
        return raw.indexOf('\\') < 0 ? raw : JsonText.unescape(raw, 0, raw.length());
    }

    @Override
    public boolean isIntegralNumber() {
        return isInteger() || getBigDecimal().scale() == 0;
    }

    private boolean isInteger() {
        needNumber();
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }

    /** Whether the number is an integer of no more digits. */
    boolean isIntegerOf(int digits) {
        return isInteger() && to - from <= (text.charAt(from) == '-' ? digits + 1 : digits);
    }

    private void needNumber() {
        if (event != Event.VALUE_NUMBER) {
            throw new IllegalStateException("There is no number at " + event);
        }
    }

    @Override
    public int getInt() {
        return isIntegerOf(DIGITS_OF_ANY_INT)
                ? Integer.parseInt(text, from, to, 10)
                : getBigDecimal().intValue();
    }

    @Override
    public long getLong() {
        return isIntegerOf(DIGITS_OF_ANY_LONG)
                ? Long.parseLong(text, from, to, 10)
                : getBigDecimal().longValue();
    }

    @Override
    public BigDecimal getBigDecimal() {
        needNumber();
        if (to - from > LONGEST_NUMBER) {
            throw new UnsupportedOperationException("A number of more than " + LONGEST_NUMBER + " characters");
        }
        return new BigDecimal(text.substring(from, to));
    }

    @Override
    public JsonValue getValue() {
        return trees.value(this);
    }

    @Override
    public JsonObject getObject() {
        return trees.object(this);
    }

    @Override
    public JsonArray getArray() {
        return trees.array(this);
    }

    @Override
    public Stream<JsonValue> getArrayStream() {
        return trees.items(this).stream();
    }

    @Override
    public Stream<Map.Entry<String, JsonValue>> getObjectStream() {
        return trees.members(this).stream();
    }

    @Override
    public Stream<JsonValue> getValueStream() {
        if (event != null) {
            throw new IllegalStateException("Not before the value but at " + event);
        }
        next();
        return Stream.of(getValue());
    }

    @Override
    public void skipArray() {
        if (open.depth() > 0 && !open.isBrace()) {
            leave(open.depth());
        }
    }

    @Override
    public void skipObject() {
        if (open.depth() > 0 && open.isBrace()) {
            leave(open.depth());
        }
    }

    private void leave(int depth) {
        while (open.depth() >= depth) {
            next();
        }
    }

    /** Counts on from where it was asked before, since it may be asked of each value. */
    @Override
    public JsonLocation getLocation() {
        for (; counted < position; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        }
        return new SliceLocation(line, position - lineStart + 1L, position - start);
    }

    private JsonParsingException malformed() {
        return new JsonParsingException("This is not JSON", getLocation());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
