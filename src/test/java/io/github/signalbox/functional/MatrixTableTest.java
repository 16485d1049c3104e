package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTableTest {

    private static final String BEFORE = "The page of the last run.\n";
    private static final String SOAK = "neitherLosesNorRepeatsNorKeepsAnything";

    @TempDir
    Path directory;

    private Path draft;
    private Path page;

    @BeforeEach
    void aPageIsThere() throws Exception {
        draft = directory.resolve("draft.md");
        page = Files.writeString(directory.resolve("page.md"), BEFORE);
    }

    /** What has none is in the table under the name of its interface, which says nothing to a reader. */
    @Test
    void hasARowInPlainWordsForAllThatRunsOnEveryServer() {
        List<String> rows =
                MatrixCase.all().stream().map(MatrixCase::row).distinct().toList();
        assertThat(rows).contains("EnvelopeBehaviour", "StreamsBehaviour", "EveryServerSoakIT", "ServersIT");
        assertThat(MatrixTable.ROWS.keySet()).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void writesThePageOfARunOfEverything() throws Exception {
        report("payara", "today", test -> true, "");
        report("standalone", "today", test -> true, "");
        observe("payara", "today", "JDK\t25", "JVM options\t`-Xmx512m -XX:TieredStopAtLevel=1`");
        observe("standalone", "today", "JDK\t17");
        make();
        assertThat(page)
                .content()
                .isEqualTo(Files.readString(draft))
                .contains("| | Payara 6 | Standalone |")
                .containsPattern("\\| `\\$cancel` \\| \u2713 (\\d+) \\| \u2713 \\1 \\|")
                .contains("| \u2713 1 | left out: an application is a process of its own |")
                .containsPattern("\\| \u2713 \\d+ \\| \u2713 \\d+; left out: nobody looks at constraints there \\|")
                .contains("| JDK | 25 | 17 |")
                .contains("The figures for start and memory are those of such a JVM;")
                .doesNotContain("not run: ", "was not run");
    }

    @Test
    void saysNothingOfCompilersWhereTheServersHaveBoth() throws Exception {
        report("payara", "today", test -> true, "");
        report("standalone", "today", test -> true, "");
        observe("payara", "today", "JVM options\t`-Xmx512m`");
        make();
        assertThat(page).content().contains("-Xmx512m").doesNotContain("compilers");
    }

    @Test
    void refusesToReplaceThePageWhenAServerIsMissing() throws Exception {
        report("payara", "today", test -> true, "");
        assertRefuses("Standalone was not run.");
        assertThat(draft).content().contains("- Standalone was not run.");
    }

    @Test
    void refusesToReplaceThePageWithReportsOfAnEarlierRun() throws Exception {
        report("payara", "today", test -> true, "");
        report("standalone", "yesterday", test -> true, "");
        observe("standalone", "yesterday", "start, seconds\t0.1");
        assertRefuses("Standalone was not run.");
        assertThat(draft).content().doesNotContain("0.1");
    }

    @Test
    void refusesToReplaceThePageWhenATestIsMissing() throws Exception {
        report("payara", "today", test -> !test.method().getName().equals(SOAK), "");
        report("standalone", "today", test -> true, "");
        assertRefuses("Payara 6: EveryServerSoakIT." + SOAK + " was not run, and no @LeftOut");
        assertThat(draft).content().contains("| not run: 1 | \u2713 1 |");
    }

    @Test
    void refusesToReplaceThePageWhenATestWasSkippedThatNeedNotBe() throws Exception {
        report("payara", "today", test -> true, "<skipped message='No Node.js'/>");
        report("standalone", "today", test -> true, "");
        assertRefuses("EveryServerSoakIT." + SOAK + " was not run (No Node.js), and no @LeftOut");
    }

    @Test
    void refusesToReplaceThePageWhenATestHasFailed() throws Exception {
        report("payara", "today", test -> true, "<failure/>");
        report("standalone", "today", test -> true, "");
        assertRefuses("EveryServerSoakIT." + SOAK + " has failed.");
        assertThat(draft).content().contains("| \u2717 1 of 1 | \u2713 1 |");
    }

    @Test
    void replacesTheDraftWhateverWasRun() throws Exception {
        Files.writeString(draft, BEFORE);
        page = draft;
        make();
        assertThat(draft).content().contains("- Payara 6 was not run.").doesNotContain(BEFORE);
    }

    private void assertRefuses(String reason) {
        assertThatThrownBy(this::make)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("page.md is left as it is")
                .hasMessageContaining(reason);
        assertThat(page).content().isEqualTo(BEFORE);
    }

    private void make() throws Exception {
        MatrixTable.main(
                Stream.of(directory, directory, "today", draft, page, "payara=Payara 6", "standalone=Standalone")
                        .map(Object::toString)
                        .toArray(String[]::new));
    }

    /** One in which all tests have passed, but for what came of the soak. */
    private void report(String server, String run, Predicate<MatrixCase> tests, String soak) throws Exception {
        String cases = MatrixCase.all().stream()
                .filter(test -> test.reasonToLeaveOut(server).isEmpty())
                .filter(tests)
                .map(test -> "<testcase name='%s()' classname='%s'>%s</testcase>"
                        .formatted(
                                test.method().getName(),
                                test.type().getName(),
                                test.method().getName().equals(SOAK) ? soak : ""))
                .collect(Collectors.joining());
        Files.writeString(
                directory.resolve("TEST-all-" + server + ".xml"),
                "<testsuite><properties><property name='signalbox.run' value='%s'/></properties>%s</testsuite>"
                        .formatted(run, cases));
    }

    private void observe(String server, String run, String... lines) throws Exception {
        Files.writeString(
                directory.resolve(server + ".observed"), "signalbox.run\t" + run + "\n" + String.join("\n", lines));
    }
}
