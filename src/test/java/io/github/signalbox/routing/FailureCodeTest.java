package io.github.signalbox.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever adds a code adds it to what is written for people, too. */
class FailureCodeTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Set<String> CODES = Stream.of(FailureCode.values())
            .map(each -> String.valueOf(each.code()))
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void isThoseThatThePageAboutTheWireHas() throws Exception {
        String page = Files.readString(Path.of("docs/protocol.md"));
        String table = page.substring(page.indexOf("### Codes"), page.indexOf("## Streams"));
        Set<String> written = ROW.matcher(table)
                .results()
                .map(row -> row.group(1))
                .filter(code -> !code.equals("0"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).isEqualTo(CODES);
    }

    @Test
    void isThoseThatTheClientInJavaScriptTellsOf() throws Exception {
        String types = Files.readString(Path.of("src/main/resources/META-INF/resources/signalbox/signalbox.d.ts"));
        String line = types.lines()
                .filter(each -> each.contains("Signalbox's own are"))
                .findFirst()
                .orElseThrow();
        assertThat(NUMBER.matcher(line).results().map(MatchResult::group)).containsExactlyInAnyOrderElementsOf(CODES);
    }

    @Test
    void isWhatFailuresOfTheServersOwnAreMadeOf() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Failure.class)
                .should()
                .callConstructor(Failure.class, int.class, String.class, Object.class, Throwable.class)
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("io.github.signalbox"));
    }
}
