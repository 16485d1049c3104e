package io.github.signalbox.functional.server;

import java.util.List;
import java.util.stream.Stream;

/** The threads of a server's JVM at one moment, each as jcmd prints it: a line with its name, then its stack. */
record ThreadDump(List<String> threads) {

    static ThreadDump of(AppServer server) {
        return new ThreadDump(Stream.of(server.diagnose("Thread.print").split("\n\n"))
                .map(String::strip)
                .filter(block -> block.startsWith("\""))
                .toList());
    }

    /** How many have this in their name, and that on their stack. */
    long count(String name, String frame) {
        return threads.stream()
                .filter(thread -> thread.lines().findFirst().orElse("").contains(name) && thread.contains(frame))
                .count();
    }

    /** Returns once there are so many. What is asked for in between is one dump after the other. */
    static void await(AppServer server, long count, String name, String frame) {
        long deadline = System.nanoTime() + ServerProcess.PATIENCE.toNanos();
        long seen = of(server).count(name, frame);
        while (seen != count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(seen + " threads '" + name + "' in " + frame + ", not " + count);
            }
            seen = of(server).count(name, frame);
        }
    }
}
