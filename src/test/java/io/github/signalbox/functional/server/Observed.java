package io.github.signalbox.functional.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests saw of a server besides that they passed, for the page that is made of a run: figures, mostly. */
public final class Observed {

    private static final String RUN = "signalbox.run";

    private Observed() {}

    /**
     * Writes something down.
     *
     * @param server where it was seen
     * @param what the name of a row, the same on every server
     * @param saw the cell; Markdown, one line
     */
    public static void note(AppServer server, String what, String saw) {
        try {
            Files.writeString(
                    file(server.log().resolveSibling(server.name())),
                    what + "\t" + saw + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ServerException("What was seen of " + server.name() + " cannot be written down", e);
        }
    }

    /**
     * What was written down in a run.
     *
     * @param directory of the servers
     * @param server its name
     * @param run what {@code signalbox.run} was
     * @return rows and cells, in the order in which they were first seen; the last word on each counts. None if the latest run on that
     *     server was another one
     * @throws IOException if it is there and cannot be read
     */
    public static Map<String, String> of(Path directory, String server, String run) throws IOException {
        Path file = file(directory.resolve(server));
        Map<String, String> seen = new LinkedHashMap<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] cells = line.split("\t", 2);
            seen.put(cells[0], cells[1]);
        }
        return run.equals(seen.remove(RUN)) ? seen : Map.of();
    }

    /** Forgets an earlier run, and writes down which one this is. */
    static void begin(AppServer server) throws IOException {
        Files.deleteIfExists(file(server.log().resolveSibling(server.name())));
        note(server, RUN, System.getProperty(RUN, ""));
    }

    private static Path file(Path server) {
        return server.resolveSibling(server.getFileName() + ".observed");
    }
}
