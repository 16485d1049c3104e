package io.github.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern IMPORT = Pattern.compile("import io\\.github\\.signalbox\\.(\\w+);");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ANNOTATION = Pattern.compile("`(@[A-Z]\\w*\\([^`]*)`");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(ReadmeTest::whatMatters);
    }

    private static String whatMatters(MatchResult match) {
        return match.group(match.groupCount());
    }

    private static Set<String> api() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/signalbox"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet());
        }
    }

    /** The lists are what somebody goes by who types the examples in without an IDE. */
    @Test
    void namesAllImportsThatItsExamplesNeed() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("The examples from here on");
        String list = readme.substring(begin, readme.indexOf("\n\n", begin));
        Set<String> named = Stream.concat(found(IMPORT, readme.substring(0, begin)), found(WORD, list))
                .collect(Collectors.toSet());

        String rest = readme.substring(begin);
        String examples =
                Stream.concat(found(BLOCK, rest), found(ANNOTATION, rest)).collect(Collectors.joining("\n"));
        Set<String> needed = new TreeSet<>(api());
        needed.retainAll(found(WORD, examples).collect(Collectors.toSet()));
        assertThat(needed).contains("Connections", "Opened", "Route");
        assertThat(named).containsAll(needed);
    }
}
