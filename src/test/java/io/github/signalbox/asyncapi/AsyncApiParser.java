package io.github.signalbox.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.node.NpmProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The official parser of AsyncAPI, which runs on Node.js. */
public final class AsyncApiParser {

    private static final NpmProject PROJECT = new NpmProject("asyncapi");

    private AsyncApiParser() {}

    public static boolean isInstalled() {
        return NpmProject.isInstalled();
    }

    /** What it says about a document: a line for each flaw, then how much of it is there. */
    public static List<String> check(String document) throws Exception {
        PROJECT.install();
        Path file = Files.createTempFile(PROJECT.target(), "document", ".json");
        Files.writeString(file, document);
        NpmProject.Run run = PROJECT.run("node", "check.js", file.getFileName().toString());
        assertThat(run.status()).as(run.output()).isZero();
        return run.output().lines().toList();
    }
}
