package io.github.signalbox.functional;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run has tried, beside what there is to try.
 *
 * @param servers name and title
 * @param tests what there is
 * @param outcomes what was reported
 */
record MatrixRun(Map<String, String> servers, List<MatrixCase> tests, List<MatrixReport.Outcome> outcomes) {

    /** What keeps this from being a run of everything on every server, in sentences; nothing if it is one. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        servers.forEach((server, title) -> {
            if (outcomes.stream().noneMatch(each -> each.isOf(server) && !each.isSkipped())) {
                gaps.add(title + " was not run.");
            } else {
                outcomes.stream()
                        .filter(each -> each.isOf(server) && each.isFailed())
                        .forEach(each ->
                                gaps.add(title + ": " + each.className() + "." + each.method() + " has failed."));
                tests.stream()
                        .filter(test -> isMissing(test, server))
                        .forEach(test -> gaps.add(title + ": " + test + " was not run" + skipped(test, server)
                                + ", and no @LeftOut says that it need not be."));
            }
        });
        return gaps;
    }

    private boolean isMissing(MatrixCase test, String server) {
        return test.reasonToLeaveOut(server).isEmpty() && of(test, server).allMatch(MatrixReport.Outcome::isSkipped);
    }

    private String skipped(MatrixCase test, String server) {
        return of(test, server)
                .map(each -> " (" + each.reason() + ")")
                .distinct()
                .collect(Collectors.joining());
    }

    private Stream<MatrixReport.Outcome> of(MatrixCase test, String server) {
        return outcomes.stream().filter(each -> each.isOf(server) && test.isThatOf(each));
    }

    /** What a row has to say of a server. */
    String cell(String row, String server) {
        List<MatrixReport.Outcome> tried = outcomes.stream()
                .filter(each ->
                        each.isOf(server) && !each.isSkipped() && row(each).equals(row))
                .toList();
        long failed = tried.stream().filter(MatrixReport.Outcome::isFailed).count();
        List<String> words = new ArrayList<>();
        if (failed > 0) {
            words.add("\u2717 " + failed + " of " + tried.size());
        } else if (!tried.isEmpty()) {
            words.add("\u2713 " + tried.size());
        }
        List<MatrixCase> ofRow =
                tests.stream().filter(test -> test.row().equals(row)).toList();
        long missing = ofRow.stream().filter(test -> isMissing(test, server)).count();
        if (missing > 0) {
            words.add("not run: " + missing);
        }
        ofRow.stream()
                .map(test -> test.reasonToLeaveOut(server))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(why -> words.add("left out: " + why));
        return String.join("; ", words);
    }

    /** Where an outcome belongs. That of a class as a whole belongs to the class. */
    String row(MatrixReport.Outcome outcome) {
        return tests.stream()
                .filter(test -> test.isThatOf(outcome))
                .map(MatrixCase::row)
                .findFirst()
                .orElseGet(() -> outcome.className().replaceFirst(".*\\.", ""));
    }
}
