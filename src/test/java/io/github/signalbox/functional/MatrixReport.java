package io.github.signalbox.functional;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Failsafe reports of a run: a file for each class, whose name ends with the server's. */
final class MatrixReport {

    /**
     * One test on one server.
     *
     * @param method without parameters; empty if the class as a whole failed or was left out
     * @param result {@code failure}, {@code error}, {@code skipped}, or empty for success
     * @param reason what the result says for itself; empty if nothing
     */
    record Outcome(String server, String className, String method, String result, String reason) {

        boolean isOf(String name) {
            return server.equals(name);
        }

        boolean isSkipped() {
            return result.equals("skipped");
        }

        boolean isFailed() {
            return result.equals("failure") || result.equals("error");
        }
    }

    private MatrixReport() {}

    /**
     * Reads the reports of one run. Those of earlier runs, which lie beside them, are not counted: each report has the run's name.
     *
     * @param directory of all reports
     * @param servers their names
     * @param run what {@code signalbox.run} was
     */
    static List<Outcome> read(Path directory, Set<String> servers, String run) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                for (String server : servers) {
                    if (name.startsWith("TEST-") && name.endsWith("-" + server + ".xml")) {
                        outcomes.addAll(outcomes(server, run, parsed(file)));
                    }
                }
            }
        }
        return outcomes;
    }

    private static List<Outcome> outcomes(String server, String run, Document report) {
        boolean isOfThisRun = elements(report.getDocumentElement(), "property")
                .anyMatch(each -> each.getAttribute("name").equals("signalbox.run")
                        && each.getAttribute("value").equals(run));
        if (!isOfThisRun) {
            return List.of();
        }
        return elements(report.getDocumentElement(), "testcase")
                .map(test -> outcome(server, test))
                .toList();
    }

    private static Outcome outcome(String server, Element test) {
        Optional<Element> result = Stream.of("failure", "error", "skipped")
                .flatMap(kind -> elements(test, kind))
                .findFirst();
        return new Outcome(
                server,
                test.getAttribute("classname").replaceFirst("(-" + server + "|[(]" + server + "[)])$", ""),
                test.getAttribute("name").replaceFirst("[({\\[].*", ""),
                result.map(Element::getTagName).orElse(""),
                result.map(MatrixReport::reason).orElse(""));
    }

    /** An assumption is in the trace only. */
    private static String reason(Element result) {
        String message = result.getAttribute("message");
        return (message.isEmpty() ? result.getTextContent() : message)
                .strip()
                .lines()
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static Document parsed(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file, e);
        }
    }
}
