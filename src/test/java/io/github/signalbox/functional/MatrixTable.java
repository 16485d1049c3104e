package io.github.signalbox.functional;

import io.github.signalbox.functional.server.Observed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a page of the docs from the reports of a run on every server. The build runs it at the end of {@code -Pmatrix}. */
public final class MatrixTable {

    /** What a reader is told about, in this order, and the class or interface that has the tests. */
    static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("EnvelopeBehaviour", "requests and answers: names, Ids, binding, order");
        ROWS.put("FailureBehaviour", "failures: a code for each, nothing of an exception's text");
        ROWS.put("CancelBehaviour", "`$cancel`");
        ROWS.put("ClosingBehaviour", "close codes; the size limit to the byte, whole and in fragments");
        ROWS.put("EndlessBehaviour", "messages and frames that never end");
        ROWS.put("FragmentsBehaviour", "fragments: cut anywhere, with pings and closes between them; ill-formed text");
        ROWS.put(
                "EveryServerLargeFrameIT",
                "frames of 6 and 8 MB, and those that are too large for a limit above and below 4 MB");
        ROWS.put("EagerClientBehaviour", "clients that send along with their handshake");
        ROWS.put("HostileBehaviour", "hostile texts: one answer each, and the connection lives");
        ROWS.put(
                "PipelineBehaviour",
                "requests in a row: order over both kinds of routes, no answer held back, clients that die");
        ROWS.put("ConnectionBehaviour", "connections: count, identity, `@Opened`, `@Closed`, events, closing");
        ROWS.put("RoomsBehaviour", "rooms and everyone: members and nobody else, order, the end of membership");
        ROWS.put(
                "StreamsBehaviour",
                "streams: order, the end, `$cancel`, lost clients; a slow reader slows the publisher");
        ROWS.put(
                "SlowStreamBehaviour",
                "endless streams of large items, read slowly or not at all: the heap stays as it is");
        ROWS.put("ContextBehaviour", "CDI: request scope, dependent beans, interceptors");
        ROWS.put(
                "PlatformBehaviour",
                "naming, transactions, validation; specialized and produced beans; events from managed tasks and timers");
        ROWS.put("SignInBehaviour", "sign-in at the handshake: principals, roles with 401 and 403, events to one user");
        ROWS.put("StormBehaviour", "sixteen threads that send to one connection");
        ROWS.put("AdmissionBehaviour", "the limit in a rush of 200; 503, 403 and 426 exact");
        ROWS.put("AddressBehaviour", "429 for an address; origins that are named");
        ROWS.put("EveryServerBackstopIT", "refusals without the servlet filter");
        ROWS.put("ChurnBehaviour", "2,000 clients that reset: no place lost");
        ROWS.put(
                "EveryServerDeadPeerIT",
                "peers that fall silent, idle or with answers on the way: gone after `ping-interval` and `ping-timeout`");
        ROWS.put(
                "PressureBehaviour",
                "60,000 requests at once, and readers that begin late or never, alone and in a room");
        ROWS.put(
                "BlockingBehaviour",
                "100 handlers that block, on the threads that the server has by itself: others are answered, old and new");
        ROWS.put("EveryServerPressureIT", "the heap while four clients ask for 400 MB and do not read");
        ROWS.put("EveryServerStoppingIT", "500 clients, 50 of them waiting for an answer, at undeployment and SIGTERM");
        ROWS.put(
                "NeighboursBehaviour",
                "two applications at once: rooms, counts, settings, events, handlers and the end are each one's own");
        ROWS.put(
                "EveryServerRedeployIT",
                "ten redeployments: no thread, clock, class loader, connection or socket left");
        ROWS.put("AsyncApiBehaviour", "`/asyncapi.json`: routes, events, schemas; caching; GET and HEAD only");
        ROWS.put(
                "EveryServerAsyncApiIT",
                "the document only where it is switched on, with its library, and no file in its place");
        ROWS.put("EveryServerSoakIT", "random traffic and faults, 1,000 clients: nothing lost, repeated or kept");
        ROWS.put("EveryServerSettingsIT", "settings in the WAR; mistakes that stop the deployment");
        ROWS.put(
                "EveryServerPropertyIT",
                "settings from outside: a system property before a variable, a variable before the WAR");
        ROWS.put("ServerPagesIT", "its page in the docs, taken line by line");
        ROWS.put("ServersIT", "the demo as it was built: two of it, redeployed, undeployed; the client in JavaScript");
    }

    private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private final Map<String, String> servers;
    private final MatrixRun run;
    private final Map<String, Map<String, String>> observed;

    /** @param observed by server, what tests wrote down */
    private MatrixTable(MatrixRun run, Map<String, Map<String, String>> observed) {
        this.servers = run.servers();
        this.run = run;
        this.observed = observed;
    }

    /**
     * Writes the page, and prints it: a draft in any case, and the page of the docs only of a run that has tried everything everywhere.
     *
     * @param args where the reports are, where the servers have run, the name of the run, where the draft goes, where the page goes,
     *     which is the same if none is wanted, then {@code name=title} of each server
     * @throws Exception if the reports cannot be read
     * @throws IllegalStateException if the page is wanted, and something was not run or has failed; the page is left as it is
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> servers = new LinkedHashMap<>();
        Arrays.stream(args).skip(5).map(each -> each.split("=", 2)).forEach(each -> servers.put(each[0], each[1]));
        String name = args[2];
        Map<String, Map<String, String>> observed = new LinkedHashMap<>();
        for (String server : servers.keySet()) {
            observed.put(server, Observed.of(Path.of(args[1]), server, name));
        }
        MatrixRun run =
                new MatrixRun(servers, MatrixCase.all(), MatrixReport.read(Path.of(args[0]), servers.keySet(), name));
        String page = new MatrixTable(run, observed).page();
        System.out.println(page);
        Path draft = Path.of(args[3]).toAbsolutePath();
        Files.writeString(draft, page);
        Path wanted = Path.of(args[4]).toAbsolutePath();
        if (!wanted.equals(draft)) {
            List<String> gaps = run.gaps();
            if (!gaps.isEmpty()) {
                throw new IllegalStateException(
                        wanted + " is left as it is, since this run does not stand for all servers and tests:\n"
                                + String.join("\n", gaps));
            }
            Files.writeString(wanted, page);
        }
    }

    private String page() {
        List<String> lines = new ArrayList<>(List.of(
                "# Servers",
                "",
                "Made by `mvn verify -Pmatrix` from its own reports: the same tests and the same archives on each server, each in a",
                "process of its own. A number is how many tests a cell stands for; what they do is in `src/test/java`, in the package",
                "`functional`. Why servers differ, and what Signalbox does about it: [differences.md](differences.md). How to set",
                "each up: [WildFly](wildfly.md), [Payara](payara.md), [Open Liberty](liberty.md), [GlassFish](glassfish.md).",
                "How to deploy the demo: [the README](../README.md#the-demo-on-a-server).",
                ""));
        Map<String, String> rows = rows();
        for (Map.Entry<String, String> row : rows.entrySet()) {
            List<String> cells = new ArrayList<>();
            for (String server : servers.keySet()) {
                cells.add(run.cell(row.getKey(), server));
            }
            row.setValue("| " + row.getValue() + " | " + String.join(" | ", cells) + " |");
        }
        lines.addAll(table(rows.values()));
        lines.add("");
        lines.add("A test is left out where a server lacks what it is about.");
        List<String> gaps = run.gaps();
        if (!gaps.isEmpty()) {
            lines.addAll(List.of("", "This run does not stand for all servers and tests:", ""));
            gaps.forEach(each -> lines.add("- " + each));
        }
        Set<String> differences = differences();
        if (!differences.isEmpty()) {
            lines.addAll(
                    List.of("", "What the tests expect to be different, because the server leaves no choice:", ""));
            differences.forEach(each -> lines.add("- " + each));
        }
        List<String> seen = observations();
        if (!seen.isEmpty()) {
            lines.addAll(List.of("", "What they saw on the way, on the machine of that run:", ""));
            lines.addAll(table(seen));
        }
        if (observed.values().stream().anyMatch(MatrixTable::hasOneCompiler)) {
            lines.addAll(List.of(
                    "",
                    "With `" + ONE_COMPILER
                            + "`, a JVM has the first of its two compilers (C1) only, which suits servers that are tried",
                    "for a minute or two. The figures for start and memory are those of such a JVM; with both compilers, which a server has",
                    "unless it is told otherwise, they are different."));
        }
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private List<String> table(Collection<String> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + String.join(" | ", servers.values()) + " |");
        lines.add("|---" + "|---".repeat(servers.size()) + "|");
        lines.addAll(rows);
        return lines;
    }

    private static boolean hasOneCompiler(Map<String, String> seen) {
        return seen.values().stream().anyMatch(each -> each.contains(ONE_COMPILER));
    }

    private List<String> observations() {
        Set<String> whats = observed.values().stream()
                .flatMap(each -> each.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return whats.stream()
                .map(what -> "| " + what + " | "
                        + servers.keySet().stream()
                                .map(server ->
                                        observed.getOrDefault(server, Map.of()).getOrDefault(what, "-"))
                                .collect(Collectors.joining(" | "))
                        + " |")
                .toList();
    }

    /** Those above, and what somebody forgot to name there. */
    private Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>(ROWS);
        run.tests().forEach(test -> rows.putIfAbsent(test.row(), test.row()));
        run.outcomes().forEach(outcome -> rows.putIfAbsent(run.row(outcome), run.row(outcome)));
        return rows;
    }

    private Set<String> differences() {
        return run.tests().stream()
                .collect(Collectors.groupingBy(MatrixCase::type, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofType -> ofType.stream()
                        .flatMap(MatrixCase::differences)
                        .map(each -> servers.getOrDefault(each.on(), each.on()) + ": " + each.how() + ".")
                        .sorted())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
