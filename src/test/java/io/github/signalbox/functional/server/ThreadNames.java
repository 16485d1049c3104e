package io.github.signalbox.functional.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Who is at work in a server's JVM. */
final class ThreadNames {

    private static final int VIRTUAL_SINCE = 21;

    /** The JVM's own threads that run no Java have no number. */
    private static final Pattern PRINTED = Pattern.compile("(?m)^\"(.*)\" #\\d+");

    private static final Pattern DUMPED = Pattern.compile("(?m)^#\\d+ \"(.*)\"");

    private ThreadNames() {}

    static List<String> of(ServerProcess process, Workplace workplace) {
        if (workplace.javaVersion() < VIRTUAL_SINCE) {
            return found(PRINTED, process.diagnose(workplace.javaHome(), "Thread.print"));
        }
        // Thread.print leaves virtual threads out unless they run at this very moment.
        Path file = workplace.directory().resolve(process.pid() + ".threads");
        try {
            process.diagnose(workplace.javaHome(), "Thread.dump_to_file", "-overwrite", file.toString());
            return found(DUMPED, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file.toFile().delete();
        }
    }

    private static List<String> found(Pattern line, String threads) {
        return line.matcher(threads).results().map(thread -> thread.group(1)).toList();
    }
}
