package io.github.signalbox.functional.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * WildFly's command line, as operators run it.
 *
 * @param base the directory of the server that {@code embed-server} is about
 */
record JbossCli(Workplace workplace, Path base) {

    /** Returns once it is done. A command that fails ends it with a status that is not zero, and the test with an exception. */
    void run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(WildFly.home().resolve("bin/jboss-cli.sh").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", workplace.javaHome().toString());
        builder.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + base);
        builder.environment().remove("JBOSS_HOME");
        Path log = workplace.log("jboss-cli");
        int status = ServerProcess.start(builder, log).exitValue();
        if (status != 0) {
            throw new ServerException(command + " has ended with " + status + "; see " + log);
        }
    }
}
