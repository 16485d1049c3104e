package io.github.signalbox.cdi;

import jakarta.enterprise.concurrent.ContextService;
import java.util.concurrent.Executor;

/** The only class that needs Jakarta Concurrency, which a plain JVM lacks. */
final class Contexts {

    private Contexts() {}

    /** Runs work on the caller's thread in the contexts that are active now. */
    static Executor executor(Object contextService) {
        return ((ContextService) contextService).currentContextExecutor();
    }
}
