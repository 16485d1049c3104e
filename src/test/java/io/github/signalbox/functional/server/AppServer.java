package io.github.signalbox.functional.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server that applications are deployed to. For one thread at a time. */
public interface AppServer {

    /**
     * What the build calls it.
     *
     * @return for example {@code wildfly}
     */
    String name();

    /**
     * Starts it afresh, without any application, and returns once it takes some.
     *
     * @param properties system properties of the server
     */
    default void start(Map<String, String> properties) {
        start(properties, Map.of());
    }

    /**
     * Starts it afresh, without any application, and returns once it takes some.
     *
     * @param properties system properties of the server
     * @param environment variables that it has beside those of this process
     */
    void start(Map<String, String> properties, Map<String, String> environment);

    /**
     * Whether it is there.
     *
     * @return false before the first start and after its process has ended
     */
    boolean isRunning();

    /**
     * Deploys an application and returns once it answers.
     *
     * @param war the archive
     * @param context a name without a slash; no two applications share one
     * @return where the application's root is, with a slash at the end; standalone there is no context in it
     * @throws ServerException if the server does not take it, with what the server says about that
     */
    URI deploy(Path war, String context);

    /**
     * Takes an application away and returns once it has ended.
     *
     * @param context as deployed
     */
    void undeploy(String context);

    /** Asks it to end, as an operator does with SIGTERM, and returns once it has. Does nothing if it has already. */
    void stop();

    /** Ends it at once. */
    void kill();

    /**
     * The memory that it holds.
     *
     * @return the resident set in megabytes
     */
    long residentMegabytes();

    /**
     * Asks its JVM.
     *
     * @param command as jcmd takes it, for example {@code GC.class_histogram}
     * @return what it says
     */
    String diagnose(String... command);

    /**
     * Why it cannot run on the JDK that this run is to be on.
     *
     * @return empty if it can
     */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * A server of this make with the threads that it has by itself.
     *
     * @return this, or if the build has set this one up, another that was started: who asks for it ends it
     */
    default AppServer asItCame() {
        return this;
    }

    /** Lets threads end that have nothing to do, since they may remember what they did last; as far as it can be told to. */
    default void endIdleThreads() {}

    /**
     * The addresses that it accepts connections at.
     *
     * @return as the operating system knows them
     */
    Set<InetSocketAddress> listening();

    /**
     * The clients that its process has a TCP socket for, whatever the state of the connection.
     *
     * @param port one that it listens at
     * @return how many sockets
     */
    long connectionsAt(int port);

    /**
     * The threads of its JVM.
     *
     * @return their names; those of virtual threads too, on a JDK that has them
     */
    List<String> threads();

    /**
     * What it printed since the run began.
     *
     * @return a file
     */
    Path log();
}
