package io.github.signalbox.asyncapi;

import java.util.HashSet;
import java.util.Set;

/** Names for the parts of the document, each given once. */
final class Ids {

    private final Set<String> given = new HashSet<>();

    /** The wanted name, or that with a number behind it if it is taken. */
    String unique(String wanted) {
        String id = wanted;
        for (int number = 2; !given.add(id); number++) {
            id = wanted + "-" + number;
        }
        return id;
    }

    /**
     * Of letters, digits, dots and dashes of ASCII only, since it is put into references, where tools differ in what they escape.
     * Everything else becomes its code point between underscores, so that two routes never get one name.
     */
    static String plain(String route) {
        StringBuilder plain = new StringBuilder();
        route.codePoints().forEach(character -> {
            if (character < 128 && (Character.isLetterOrDigit(character) || character == '.' || character == '-')) {
                plain.appendCodePoint(character);
            } else {
                plain.append('_').append(Integer.toHexString(character)).append('_');
            }
        });
        return plain.toString();
    }
}
