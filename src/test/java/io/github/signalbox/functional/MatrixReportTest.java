package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixReportTest {

    @Test
    void readsTheReportsOfTheServersThatItIsAskedFor(@TempDir Path directory) throws IOException {
        String report = """
                <testsuite>
                  <properties><property name="java.specification.version" value="17"/></properties>
                  <testcase name="good(ResetAt)[2]" classname="a.OneIT"/>
                  <testcase name="bad" classname="a.OneIT-payara"><failure/></testcase>
                  <testcase name="" classname="a.OneIT"><skipped/></testcase>
                </testsuite>
                """;
        Files.writeString(directory.resolve("TEST-a.OneIT-payara.xml"), report);
        Files.writeString(directory.resolve("TEST-a.OneIT-other.xml"), report);
        Files.writeString(directory.resolve("failsafe-summary.xml"), "<failsafe-summary/>");

        assertThat(MatrixReport.read(directory, Set.of("payara")))
                .containsExactly(
                        new MatrixReport.Outcome("payara", "a.OneIT", "good", "", "17"),
                        new MatrixReport.Outcome("payara", "a.OneIT", "bad", "failure", "17"),
                        new MatrixReport.Outcome("payara", "a.OneIT", "", "skipped", "17"));
    }
}
