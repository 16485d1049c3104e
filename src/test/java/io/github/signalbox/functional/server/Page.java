package io.github.signalbox.functional.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the docs. */
record Page(String text) {

    static Page named(String name) throws IOException {
        return new Page(Files.readString(Path.of("docs", name + ".md")));
    }

    /** All that stands between fences that name this language, in the page's order. */
    List<String> code(String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
