package io.github.signalbox.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Origin rules, separated by commas. What a rule may look like is the admission package's to say, including what stands
 * between two commas without anything in between.
 */
final class OriginList implements Kind<List<String>> {

    @Override
    public String allowed() {
        return "rules such as https://app.example.com, separated by commas";
    }

    @Override
    public Optional<List<String>> parse(String text) {
        return Optional.of(Stream.of(text.split(",", -1)).map(String::strip).toList());
    }

    @Override
    public boolean allows(List<String> value) {
        return true;
    }

    @Override
    public String write(List<String> value) {
        return value.isEmpty() ? "the origin of the request's own host" : String.join(",", value);
    }
}
