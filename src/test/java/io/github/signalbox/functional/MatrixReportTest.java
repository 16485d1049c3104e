package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixReportTest {

    @TempDir
    Path directory;

    @Test
    void readsTheReportsOfTheServersThatItIsAskedFor() throws IOException {
        write("TEST-a.OneIT-payara.xml", "today");
        write("TEST-a.OneIT-other.xml", "today");
        Files.writeString(directory.resolve("failsafe-summary.xml"), "<failsafe-summary/>");

        assertThat(MatrixReport.read(directory, Set.of("payara"), "today"))
                .containsExactly(
                        new MatrixReport.Outcome("payara", "a.OneIT", "good", "", ""),
                        new MatrixReport.Outcome("payara", "a.OneIT", "bad", "failure", "Expected: 1"),
                        new MatrixReport.Outcome("payara", "a.OneIT", "", "skipped", "No such thing here"));
    }

    @Test
    void readsNothingOfAnEarlierRun() throws IOException {
        write("TEST-a.OneIT-payara.xml", "yesterday");

        assertThat(MatrixReport.read(directory, Set.of("payara"), "today")).isEmpty();
    }

    private void write(String file, String run) throws IOException {
        Files.writeString(directory.resolve(file), """
                <testsuite>
                  <properties><property name="signalbox.run" value="%s"/></properties>
                  <testcase name="good(ResetAt)[2]" classname="a.OneIT"/>
                  <testcase name="bad" classname="a.OneIT-payara"><failure>
                    Expected: 1
                    and so on
                  </failure></testcase>
                  <testcase name="" classname="a.OneIT(payara)"><skipped message="No such thing here"/></testcase>
                </testsuite>
                """.formatted(run));
    }
}
