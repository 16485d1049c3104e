package io.github.signalbox.functional.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A process whose output goes to a log and is waited for by line. It does not outlive this JVM. */
final class ServerProcess {

    /** Generous: two cores that are shared. Whoever waits fails sooner if the process ends. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A line that is waited for, kept until it is found. */
    private record Expected(Pattern pattern, CompletableFuture<Matcher> found) {

        boolean isIn(String line) {
            Matcher matcher = pattern.matcher(line);
            return matcher.find() && found.complete(matcher);
        }
    }

    private final Process process;
    private final Path log;
    private final Queue<Expected> expected = new ConcurrentLinkedQueue<>();
    private final Thread killer;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.killer = new Thread(process::destroyForcibly);
    }

    /** Starts a command; what it prints is added to the log. */
    static ServerProcess start(ProcessBuilder command, Path log) {
        try {
            ServerProcess started =
                    new ServerProcess(command.redirectErrorStream(true).start(), log);
            started.process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(started.killer);
            Thread reader = new Thread(started::read, "log of " + log.getFileName());
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be called before whatever makes the process print that line. */
    CompletableFuture<Matcher> expect(String regex) {
        Expected line = new Expected(Pattern.compile(regex), new CompletableFuture<>());
        expected.add(line);
        if (!process.isAlive()) {
            line.found().completeExceptionally(ended());
        }
        return line.found();
    }

    /** Waits for an expected line. */
    Matcher await(CompletableFuture<Matcher> line) {
        try {
            return line.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ServerException("Not within " + PATIENCE.toSeconds() + " s; see " + log, e);
        } catch (ExecutionException e) {
            throw new ServerException("The process has ended, or its output; see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM, and SIGKILL to one that does not obey; that is a failure. */
    void stop() {
        if (process.isAlive()) {
            process.destroy();
            if (!ends()) {
                kill();
                throw new ServerException("Still there " + PATIENCE.toSeconds() + " s after SIGTERM; see " + log);
            }
        }
        forget();
    }

    /** Waits for one that ends by itself. */
    int exitValue() {
        boolean ended = ends();
        kill();
        if (!ended) {
            throw new ServerException("Not done within " + PATIENCE.toSeconds() + " s; see " + log);
        }
        return process.exitValue();
    }

    void kill() {
        process.destroyForcibly();
        ends();
        forget();
    }

    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks its JVM, with the tool of the JDK that runs it. */
    String diagnose(Path javaHome, String... command) {
        List<String> line = new ArrayList<>(List.of(javaHome.resolve("bin/jcmd").toString(), Long.toString(pid())));
        line.addAll(List.of(command));
        try {
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new ServerException(String.join(" ", line) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted", e);
        }
    }

    Set<InetSocketAddress> listening() {
        return TcpSocket.of(pid()).stream()
                .filter(TcpSocket::isListening)
                .map(TcpSocket::local)
                .collect(Collectors.toSet());
    }

    long connectionsAt(int port) {
        return TcpSocket.of(pid()).stream()
                .filter(socket -> !socket.isListening() && socket.local().getPort() == port)
                .count();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter file = Files.newBufferedWriter(
                        log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String printed = line;
                file.write(printed);
                file.newLine();
                file.flush();
                expected.removeIf(each -> each.isIn(printed));
            }
        } catch (IOException e) {
            // The pipe of a process that was killed; what it said before is in the log.
            expected.forEach(each -> each.found().completeExceptionally(e));
        } finally {
            expected.forEach(each -> each.found().completeExceptionally(ended()));
        }
    }

    private ServerException ended() {
        return new ServerException("The process has ended; see " + log);
    }

    private boolean ends() {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted", e);
        }
    }

    private void forget() {
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}
