package io.github.signalbox.functional.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GlassFish, and Payara, which began as GlassFish and is operated like it. Applications are deployed over its management API. */
final class GlassFish extends ProcessServer {

    private static final String DOMAIN = "domain1";
    private static final int LAST_JAVA = 23;

    private final HttpClient client = HttpClient.newHttpClient();
    private int adminPort;
    private List<String> command = List.of();
    private Path domain = Path.of("");

    GlassFish(String name, Workplace workplace) {
        super(name, workplace);
    }

    /** Its OSGi framework can be told of later ones, but its security services ask the Security Manager, which is gone. */
    @Override
    public Optional<String> obstacle() {
        boolean fit = name().equals("payara") || workplace().javaVersion() <= LAST_JAVA;
        return fit ? Optional.empty() : Optional.of("GlassFish 7 does not start on a JDK later than " + LAST_JAVA);
    }

    @Override
    ServerProcess launch(Path directory, int httpPort, List<String> javaOptions) throws IOException {
        adminPort = freePort();
        Path home = Workplace.home(name()).resolve("glassfish");
        domain = directory.resolve(DOMAIN);
        Workplace.copy(home.resolve("domains").resolve(DOMAIN), domain);
        DomainFile.read(domain.resolve("config/domain.xml")).listenOnlyAt(LOOPBACK, httpPort, adminPort);
        command = command(home, directory);
        command.addAll(1, javaOptions);
        return relaunch();
    }

    /** Where it writes what its console does not get: the finer levels. */
    Path serverLog() {
        return domain.resolve("logs/server.log");
    }

    @Override
    ServerProcess relaunch() throws IOException {
        ServerProcess process = ServerProcess.start(builder(command, domain), log());
        process.await(process.expect("startup time ?: "));
        return process;
    }

    /** The server's own launcher writes its command down instead of running it, so that the server becomes our child. */
    private List<String> command(Path home, Path directory) throws IOException {
        List<String> printed = asadmin(
                home, directory, "start-domain", "--dry-run", "--verbose", "--domaindir", directory.toString(), DOMAIN);
        int begin = printed.indexOf(workplace().java());
        int end = printed.lastIndexOf("");
        if (begin < 0 || end < begin) {
            throw new ServerException("No command to start " + name() + " with: " + printed);
        }
        return new ArrayList<>(printed.subList(begin, end));
    }

    /**
     * Gives commands to the running server, as an operator does.
     *
     * @param commands one in each line
     * @param directory that relative names of files in them begin at
     * @return what was printed
     */
    List<String> operate(String commands, Path directory) throws IOException {
        Path file = workplace().directory().resolve(name()).resolve("commands");
        Files.writeString(file, commands);
        return asadmin(
                Workplace.home(name()).resolve("glassfish"),
                directory,
                "--port",
                String.valueOf(adminPort),
                "--interactive=false",
                "multimode",
                "--file",
                file.toString());
    }

    private List<String> asadmin(Path home, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                workplace().java(),
                "-jar",
                home.resolve("lib/client/appserver-cli.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            return out.lines().toList();
        }
    }

    @Override
    public URI deploy(Path war, String context) {
        String form = "id=" + URLEncoder.encode(war.toAbsolutePath().toString(), StandardCharsets.UTF_8) + "&name="
                + context + "&contextroot=" + context;
        manage(request("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return root(context);
    }

    @Override
    public void undeploy(String context) {
        manage(request("/" + context).DELETE());
    }

    private HttpRequest.Builder request(String application) {
        return HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + adminPort
                        + "/management/domain/applications/application" + application))
                .timeout(ServerProcess.PATIENCE)
                .header("Accept", "application/json")
                // Without it, the server takes the request for a forged one.
                .header("X-Requested-By", "signalbox");
    }

    private void manage(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains("\"exit_code\":\"SUCCESS\"")) {
                throw new ServerException(response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted", e);
        }
    }
}
