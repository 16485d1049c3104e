package io.github.signalbox.cdi;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.config.Settings;
import io.github.signalbox.session.HandlerThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Threads for handlers that may block, with the container's contexts (JNDI, class loader) where there is a container.
 *
 * <p>Signalbox brings its own threads, because a server's default executor may have as few as five; the container brings the
 * contexts. Must be made while the application's naming context is active.
 *
 * @param executor runs handlers
 * @param own what to shut down with the application; null where the container owns the threads
 */
record ContainerThreads(Executor executor, @Nullable ExecutorService own) implements AutoCloseable {

    private static final String CONTEXTS = "java:comp/DefaultContextService";
    private static final String FACTORY = "java:comp/DefaultManagedThreadFactory";

    static ContainerThreads start(Settings settings) {
        if (settings.executor().isPresent()) {
            return new ContainerThreads(named(settings.executor().get()), null);
        }
        if (HandlerThreads.areVirtual()) {
            ExecutorService threads = HandlerThreads.start(settings.handlerThreads());
            Object contexts = lookUp(CONTEXTS);
            if (contexts == null) {
                return new ContainerThreads(threads, threads);
            }
            Executor inContext = Contexts.executor(contexts);
            return new ContainerThreads(work -> threads.execute(new InContext(inContext, work)), threads);
        }
        ExecutorService threads = lookUp(FACTORY) instanceof ThreadFactory factory
                ? HandlerThreads.pool(settings.handlerThreads(), factory)
                : HandlerThreads.start(settings.handlerThreads());
        return new ContainerThreads(threads, threads);
    }

    @Override
    public void close() {
        if (own != null) {
            own.shutdownNow();
        }
    }

    /** Forgets what it did: Payara remembers the thread that a context was set up on last, and a virtual one its task. */
    private static final class InContext implements Runnable {

        private final Executor contexts;
        private @Nullable Runnable work;

        InContext(Executor contexts, Runnable work) {
            this.contexts = contexts;
            this.work = work;
        }

        @Override
        public void run() {
            Runnable once = work;
            work = null;
            if (once != null) {
                contexts.execute(once);
            }
        }
    }

    private static Executor named(String name) {
        if (lookUp(name) instanceof Executor executor) {
            return executor;
        }
        throw new ConfigurationException(
                "SBX0003",
                "signalbox.executor is '" + name + "', and there is no ManagedExecutorService of that name: create it"
                        + " on the server, or remove the setting so that Signalbox uses threads of its own.");
    }

    /** Null where there is no such object, or no naming at all as on a plain JVM. */
    @SuppressWarnings("BanJNDI") // the names are constants, or the operator's; none comes from a client
    private static @Nullable Object lookUp(String name) {
        try {
            return new InitialContext().lookup(name);
        } catch (NamingException e) {
            return null;
        }
    }
}
