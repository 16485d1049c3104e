package io.github.signalbox.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demo as a process of its own. */
final class DemoProcess {

    private static final Pattern ADDRESS = Pattern.compile("(ws://127\\.0\\.0\\.1:\\d+/ws) ");

    private DemoProcess() {}

    /** Starts it at a port of 127.0.0.1, 0 for any free one. */
    static Process start(int port, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Names of levels would be in the language of the machine.
        command.add("-Duser.language=en");
        command.add("-Dsignalbox.host=127.0.0.1");
        command.add("-Dsignalbox.port=" + port);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), "io.github.signalbox.demo.Demo"));
        return new ProcessBuilder(command).start();
    }

    /** Without what the tests on WildFly bring: a System.LoggerFinder that keeps all lines to itself. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jboss-modules"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Where it listens, out of what it prints. */
    static URI uri(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return URI.create(address.group(1));
            }
        }
        throw new AssertionError("The demo ended without saying where it listens");
    }
}
