package io.github.signalbox.standalone.socket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.glassfish.grizzly.http.util.ByteChunk;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one request, as texts of its own: they stay what they are when Grizzly reuses the request. Each is made into a text once,
 * which takes Grizzly two buffers every time that it is asked for one.
 */
final class RequestHeaders {

    private final List<String> names;
    private final List<String> values;

    private RequestHeaders(List<String> names, List<String> values) {
        this.names = names;
        this.values = values;
    }

    /** Copies them. */
    static RequestHeaders of(MimeHeaders headers) {
        List<String> names = new ArrayList<>(headers.size());
        List<String> values = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            names.add(text(headers.getName(i)));
            values.add(text(headers.getValue(i)));
        }
        return new RequestHeaders(names, values);
    }

    private static String text(DataChunk chunk) {
        if (chunk.getType() == DataChunk.Type.Bytes) {
            ByteChunk bytes = chunk.getByteChunk();
            return new String(bytes.getBuffer(), bytes.getStart(), bytes.getLength(), StandardCharsets.ISO_8859_1);
        }
        String text = chunk.toString();
        return text == null ? "" : text;
    }

    /**
     * The value of the first header of a name.
     *
     * @param name in any case
     * @return null if there is none
     */
    @Nullable
    String first(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        return null;
    }

    /**
     * The values of all headers of a name, in their order.
     *
     * @param name in any case
     * @return perhaps empty
     */
    List<String> all(String name) {
        List<String> all = new ArrayList<>(1);
        forEach((each, value) -> {
            if (each.equalsIgnoreCase(name)) {
                all.add(value);
            }
        });
        return all;
    }

    /** Whether a header of that name has the token among its values, separated by commas, both in any case. */
    boolean lists(String name, String token) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name) && lists(values.get(i).split(",", -1), token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lists(String[] items, String token) {
        for (String item : items) {
            if (item.strip().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /** Each header's name and value, in their order. */
    void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < names.size(); i++) {
            visitor.accept(names.get(i), values.get(i));
        }
    }
}
