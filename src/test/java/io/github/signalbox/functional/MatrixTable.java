package io.github.signalbox.functional;

import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.Observed;
import java.io.IOException;
import java.lang.reflect.Method;
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
import java.util.stream.Stream;

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
        ROWS.put("EveryServerRedeployIT", "ten redeployments: no thread, clock, class loader or connection left");
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

    private final Map<String, String> servers;
    private final List<MatrixReport.Outcome> outcomes;
    private final Map<String, Map<String, String>> observed;

    /** @param observed by server, what tests wrote down */
    private MatrixTable(
            Map<String, String> servers,
            List<MatrixReport.Outcome> outcomes,
            Map<String, Map<String, String>> observed) {
        this.servers = servers;
        this.outcomes = outcomes;
        this.observed = observed;
    }

    /**
     * Writes the page, and prints it. It replaces one that is there only if every server has run and nothing has failed.
     *
     * @param args where the reports are, where the servers have run, where the page goes, then {@code name=title} of each server
     * @throws Exception if the reports cannot be read
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> servers = new LinkedHashMap<>();
        Arrays.stream(args).skip(3).map(each -> each.split("=", 2)).forEach(each -> servers.put(each[0], each[1]));
        Map<String, Map<String, String>> observed = new LinkedHashMap<>();
        for (String server : servers.keySet()) {
            observed.put(server, Observed.of(Path.of(args[1]), server));
        }
        MatrixTable table = new MatrixTable(servers, MatrixReport.read(Path.of(args[0]), servers.keySet()), observed);
        String page = table.page();
        System.out.println(page);
        Path file = Path.of(args[2]);
        if (table.isFitForTheDocs() || Files.notExists(file)) {
            Files.writeString(file, page);
        }
    }

    /** Whether every server has run, and nothing has failed. */
    private boolean isFitForTheDocs() {
        return outcomes.stream().noneMatch(MatrixReport.Outcome::isFailed)
                && servers.keySet().stream()
                        .allMatch(server -> outcomes.stream().anyMatch(each -> each.isOf(server) && !each.isSkipped()));
    }

    private String page() throws ReflectiveOperationException, IOException {
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
                cells.add(cell(row.getKey(), server));
            }
            row.setValue("| " + row.getValue() + " | " + String.join(" | ", cells) + " |");
        }
        lines.addAll(table(rows.values()));
        lines.add("");
        lines.add("JDK: "
                + outcomes.stream().map(MatrixReport.Outcome::jdk).distinct().collect(Collectors.joining(", "))
                + ". `-`: not there, or not run.");
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
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private List<String> table(Collection<String> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + String.join(" | ", servers.values()) + " |");
        lines.add("|---" + "|---".repeat(servers.size()) + "|");
        lines.addAll(rows);
        return lines;
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
    private Map<String, String> rows() throws ReflectiveOperationException {
        Map<String, String> rows = new LinkedHashMap<>(ROWS);
        for (MatrixReport.Outcome outcome : outcomes) {
            rows.putIfAbsent(group(outcome), group(outcome));
        }
        return rows;
    }

    private String cell(String row, String server) throws ReflectiveOperationException {
        int passed = 0;
        int failed = 0;
        for (MatrixReport.Outcome outcome : outcomes) {
            if (outcome.isOf(server) && !outcome.isSkipped() && group(outcome).equals(row)) {
                passed += outcome.isFailed() ? 0 : 1;
                failed += outcome.isFailed() ? 1 : 0;
            }
        }
        if (passed + failed == 0) {
            return "-";
        }
        return failed == 0 ? "\u2713 " + passed : "\u2717 " + failed + " of " + (passed + failed);
    }

    /** Who declares a test: an interface that several classes implement, or the class itself. */
    private static String group(MatrixReport.Outcome outcome) throws ClassNotFoundException {
        Class<?> type = Class.forName(outcome.className());
        return methods(type)
                .filter(method -> method.getName().equals(outcome.method()))
                .map(method -> method.getDeclaringClass().getSimpleName())
                .findFirst()
                .orElse(type.getSimpleName());
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.concat(
                Arrays.stream(type.getDeclaredMethods()),
                Arrays.stream(type.getInterfaces()).flatMap(MatrixTable::methods));
    }

    private Set<String> differences() throws ClassNotFoundException {
        Set<String> classes =
                outcomes.stream().map(MatrixReport.Outcome::className).collect(Collectors.toCollection(TreeSet::new));
        Set<String> differences = new LinkedHashSet<>();
        for (String name : classes) {
            methods(Class.forName(name))
                    .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Differs.class)))
                    .map(each -> servers.getOrDefault(each.on(), each.on()) + ": " + each.how() + ".")
                    .sorted()
                    .forEach(differences::add);
        }
        return differences;
    }
}
