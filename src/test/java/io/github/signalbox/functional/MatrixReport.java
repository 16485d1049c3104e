package io.github.signalbox.functional;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
     * @param jdk the feature number of the JDK that ran the tests
     */
    record Outcome(String server, String className, String method, String result, String jdk) {

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

    static List<Outcome> read(Path directory, Set<String> servers) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                for (String server : servers) {
                    if (name.startsWith("TEST-") && name.endsWith("-" + server + ".xml")) {
                        outcomes.addAll(outcomes(server, parsed(file)));
                    }
                }
            }
        }
        return outcomes;
    }

    private static List<Outcome> outcomes(String server, Document report) {
        String jdk = elements(report.getDocumentElement(), "property")
                .filter(each -> each.getAttribute("name").equals("java.specification.version"))
                .map(each -> each.getAttribute("value"))
                .findFirst()
                .orElse("unknown");
        return elements(report.getDocumentElement(), "testcase")
                .map(test -> new Outcome(
                        server,
                        test.getAttribute("classname").replaceFirst("-" + server + "$", ""),
                        test.getAttribute("name").replaceFirst("[({\\[].*", ""),
                        Stream.of("failure", "error", "skipped")
                                .filter(kind -> elements(test, kind).findAny().isPresent())
                                .findFirst()
                                .orElse(""),
                        jdk))
                .toList();
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
