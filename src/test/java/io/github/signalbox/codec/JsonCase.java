package io.github.signalbox.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of {@code json/cases.txt}: a text, and whether it is JSON that we accept. */
record JsonCase(String name, boolean accepted, String text) {

    private static final Pattern REPEATED = Pattern.compile("‹(\\d+)×([^›]*)›");
    private static final Pattern CHARACTER = Pattern.compile("‹([0-9a-f]+)›");

    static List<JsonCase> all() {
        InputStream in = Objects.requireNonNull(JsonCase.class.getResourceAsStream("/json/cases.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(JsonCase::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonCase parse(String line) {
        int end = line.indexOf(' ', 2);
        return new JsonCase(line.substring(2, end), line.charAt(0) == '+', text(line.substring(end + 1)));
    }

    private static String text(String notation) {
        String characters = CHARACTER
                .matcher(notation)
                .replaceAll(found -> quoted(Character.toString(Integer.parseInt(found.group(1), 16))));
        return REPEATED.matcher(characters)
                .replaceAll(found -> quoted(found.group(2).repeat(Integer.parseInt(found.group(1)))));
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    @Override
    public String toString() {
        return name;
    }
}
