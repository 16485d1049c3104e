package io.github.signalbox.functional.server;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The server of this run: started for the first test that asks for it, ended after the last test of all. */
final class SharedServer implements ExecutionCondition, ParameterResolver {

    private static final String SERVER = System.getProperty("signalbox.server", "standalone");
    private static final List<String> WANTED =
            List.of(System.getProperty("signalbox.servers", SERVER).split(","));

    /** JUnit closes what is in its root store at the very end. */
    private static final class Shared implements AutoCloseable {

        private final AppServer server = named(SERVER);
        private boolean broken;

        /** With a log that begins with this run. */
        static Shared create() {
            Shared shared = new Shared();
            try {
                Files.deleteIfExists(shared.server.log());
                Observed.begin(shared.server);
                Observed.note(
                        shared.server,
                        "JDK",
                        String.valueOf(Workplace.ofThisBuild().javaVersion()));
                Observed.note(
                        shared.server,
                        "JVM options, besides the server's own",
                        "`" + String.join(" ", Workplace.javaOptions()) + "`");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return shared;
        }

        /** Starts it for the first test, and for one after a test that has ended it on purpose. */
        AppServer started() {
            if (broken) {
                throw new ServerException(SERVER + " has failed to start before; see " + server.log());
            }
            if (!server.isRunning()) {
                broken = true;
                long begin = System.nanoTime();
                server.start(Map.of());
                long millis = (System.nanoTime() - begin) / 1_000_000;
                System.out.println(SERVER + " started in " + millis + " ms");
                Observed.note(server, "start, seconds", String.format(Locale.ROOT, "%.1f", millis / 1000.0));
                broken = false;
            }
            return server;
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!WANTED.contains(SERVER)) {
            return disabled(SERVER + " is not in signalbox.servers");
        }
        return leftOut(context)
                .or(() -> named(SERVER).obstacle())
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> enabled(SERVER));
    }

    private static Optional<String> leftOut(ExtensionContext context) {
        return context.getElement()
                .map(element -> element.getAnnotation(LeftOut.class))
                .filter(each -> List.of(each.on()).contains(SERVER))
                .map(LeftOut::why);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AppServer.class;
    }

    @Override
    public AppServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedServer.class))
                .getOrComputeIfAbsent(Shared.class, key -> Shared.create(), Shared.class);
        return parameter.isAnnotated(Unstarted.class) ? shared.server : shared.started();
    }

    private static AppServer named(String name) {
        Workplace workplace = Workplace.ofThisBuild();
        return switch (name) {
            case "wildfly" -> new WildFly(workplace);
            case "payara", "glassfish" -> new GlassFish(name, workplace);
            case "liberty" -> new OpenLiberty(workplace);
            case "standalone" -> new Standalone(workplace);
            default ->
                throw new IllegalArgumentException(
                        "signalbox.server is " + name + "; there are wildfly, payara, liberty, glassfish, standalone");
        };
    }
}
