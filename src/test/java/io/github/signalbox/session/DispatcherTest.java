package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.RouteException;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.RouteDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Requests and their answers, on one connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class DispatcherTest {

    private final Dialogue dialogue = new Dialogue();
    private final Bench bench = dialogue.bench;
    private final QueuedThreads threads = dialogue.threads;
    private final FakeTransport transport = dialogue.transport;

    @Test
    void answersWithTheResultAsItIs() {
        bench.route("echo", (params, call) -> params);

        assertThat(dialogue.answers("{\"Route\":\"echo\",\"Params\":{\"a\":[1]}}"))
                .containsExactly("{\"a\":[1]}");
        assertThat(dialogue.answers("{\"Route\":\"echo\"}")).containsExactly("null");
        assertThat(dialogue.answers("{\"Route\":\"echo\",\"Params\":1,\"Id\":\"x\"}"))
                .containsExactly("{\"Id\":\"x\",\"code\":0,\"msg\":\"ok\",\"data\":1}");
    }

    @Test
    void answersWhatIsNoRequest() {
        assertThat(dialogue.answers("nonsense", "{}", "{\"Route\":\"$cancel\"}"))
                .hasSize(3)
                .containsOnly("{\"code\":1,\"msg\":\"Invalid JSON payload\",\"data\":null}");
    }

    @Test
    void answersARequestForNoRoute() {
        assertThat(dialogue.answers("{\"Route\":\"nowhere\",\"Id\":3}"))
                .containsExactly("{\"Id\":3,\"code\":1,\"msg\":\"Handler not found\",\"data\":null}");
    }

    @Test
    void answersWithWhatARouteExceptionSays() {
        bench.route("fail", (params, call) -> {
            throw new RouteException(4711, "No \"way\"", List.of(1, 2));
        });

        assertThat(dialogue.answers("{\"Route\":\"fail\"}"))
                .containsExactly("{\"code\":4711,\"msg\":\"No \\\"way\\\"\",\"data\":[1,2]}");
        assertThat(bench.log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    void tellsTheLogAndNotTheCallerWhatAnotherExceptionSays() {
        bench.route("fail", (params, call) -> {
            throw new IllegalStateException("secret\nline");
        });

        assertThat(dialogue.answers("{\"Route\":\"fail\"}"))
                .containsExactly("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
        assertThat(bench.log.lines())
                .anyMatch(line -> line.startsWith(
                        "ERROR c1 failed in fail: java.lang.IllegalStateException: secret\\u000aline at "));
    }

    @Test
    void survivesAnErrorAndAnExceptionThatThrowsWhenAsked() {
        bench.route("error", (params, call) -> {
            throw new StackOverflowError();
        });
        bench.route("hostile", (params, call) -> {
            throw new RouteException("never seen") {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new UnsupportedOperationException("ask not");
                }
            };
        });
        bench.route("success", (params, call) -> {
            throw new RouteException("never seen") {
                private static final long serialVersionUID = 1L;

                @Override
                public int code() {
                    return 0;
                }
            };
        });

        assertThat(dialogue.answers("{\"Route\":\"error\"}", "{\"Route\":\"hostile\"}", "{\"Route\":\"success\"}"))
                .hasSize(3)
                .containsOnly("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
    }

    @Test
    void failsWhatJsonBCannotWrite() {
        bench.route("result", (params, call) -> new Unwritable());
        bench.route("data", (params, call) -> {
            throw new RouteException(7, "with data", new Unwritable());
        });

        assertThat(dialogue.answers("{\"Route\":\"result\"}", "{\"Route\":\"data\"}"))
                .hasSize(2)
                .containsOnly("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
        assertThat(bench.log.lines())
                .filteredOn(line -> line.startsWith("ERROR"))
                .hasSize(2);
    }

    @Test
    void failsAStreamInAStageInsteadOfWritingItsInsides() {
        bench.route("later", (params, call) -> CompletableFuture.completedFuture(new SubmissionPublisher<String>()));

        assertThat(dialogue.answers("{\"Route\":\"later\",\"Id\":1}"))
                .containsExactly("{\"Id\":1,\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
        assertThat(bench.log.lines()).anyMatch(line -> line.contains("return a Flow.Publisher itself"));
    }

    @Test
    void refusesParamsThatDoNotBind() {
        bench.routes.register("typed", Point.class, (params, call) -> params);

        assertThat(dialogue.answers("{\"Route\":\"typed\",\"Params\":{\"x\":\"a\"}}"))
                .containsExactly("{\"code\":422,\"msg\":\"Params do not fit\",\"data\":[{\"field\":\"x\","
                        + "\"message\":\"is not of the kind that this route takes\"}]}");
    }

    @Test
    void asksForSigningIn() {
        bench.routes.add(new RouteDefinition(
                "secret",
                Void.class,
                String.class,
                true,
                Access.roles(Set.of("admin")),
                (params, call) -> "seen",
                "test"));

        assertThat(dialogue.answers("{\"Route\":\"secret\"}"))
                .containsExactly("{\"code\":401,\"msg\":\"Not signed in\",\"data\":null}");
    }

    @Test
    void runsAHandlerThatDoesNotBlockWhereTheMessageArrived() {
        bench.quickRoute("quick", (params, call) -> "now");
        LiveConnection connection = dialogue.opened();

        bench.receive(connection, "{\"Route\":\"quick\"}");

        assertThat(transport.frames()).containsExactly("\"now\"");
    }

    @Test
    void doesNotLetAQuickHandlerOvertakeASlowOne() {
        bench.route("slow", (params, call) -> "slow");
        bench.quickRoute("quick", (params, call) -> "quick");

        assertThat(dialogue.answers("{\"Route\":\"slow\"}", "{\"Route\":\"quick\"}"))
                .containsExactly("\"slow\"", "\"quick\"");
    }

    @Test
    void keepsTheOrderWithoutIdsWhileAnAnswerIsPending() {
        CompletableFuture<String> first = new CompletableFuture<>();
        bench.quickRoute("async", (params, call) -> first);
        bench.quickRoute("quick", (params, call) -> "second");
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"async\"}");
        bench.receive(connection, "{\"Route\":\"quick\"}");
        threads.run();
        assertThat(transport.frames()).isEmpty();

        first.complete("first");
        threads.run();

        assertThat(transport.frames()).containsExactly("\"first\"", "\"second\"");
    }

    @Test
    void letsAnswersWithIdsOvertake() {
        CompletableFuture<String> first = new CompletableFuture<>();
        bench.route("async", (params, call) -> first);
        bench.route("quick", (params, call) -> "second");
        LiveConnection connection = dialogue.opened();
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":1}");
        bench.receive(connection, "{\"Route\":\"quick\",\"Id\":2}");
        threads.run();

        first.completeExceptionally(new CompletionException(new RouteException(9, "no")));

        assertThat(transport.frames())
                .containsExactly(
                        "{\"Id\":2,\"code\":0,\"msg\":\"ok\",\"data\":\"second\"}",
                        "{\"Id\":1,\"code\":9,\"msg\":\"no\",\"data\":null}");
    }

    @Test
    void refusesMorePendingAnswersThanAllowedAndTakesMoreWhenOneIsGiven() {
        Dialogue narrow = new Dialogue(Settings.defaults().toBuilder().maxPending(2));
        List<CompletableFuture<String>> results = new ArrayList<>();
        narrow.bench.route("async", (params, call) -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            results.add(result);
            return result;
        });
        LiveConnection connection = narrow.opened();
        for (int id = 1; id <= 3; id++) {
            narrow.bench.receive(connection, "{\"Route\":\"async\",\"Id\":" + id + "}");
        }
        narrow.threads.run();
        assertThat(narrow.transport.frames())
                .containsExactly("{\"Id\":3,\"code\":429,\"msg\":\"Too many requests\",\"data\":null}");

        results.get(0).complete("a");
        narrow.bench.receive(connection, "{\"Route\":\"async\",\"Id\":4}");
        narrow.threads.run();

        assertThat(results).hasSize(3);
    }

    @Test
    void takesAStageThatIsCompleteAlready() {
        bench.route("async", (params, call) -> CompletableFuture.completedStage("done"));

        assertThat(dialogue.answers("{\"Route\":\"async\"}", "{\"Route\":\"async\",\"Id\":1}"))
                .containsExactly("\"done\"", "{\"Id\":1,\"code\":0,\"msg\":\"ok\",\"data\":\"done\"}");
    }

    /** Binds. */
    public record Point(int x, int y) {}

    /** Does not. */
    public static final class Unwritable {

        @SuppressWarnings("DoNotCallSuggester")
        public String getValue() {
            throw new IllegalStateException("unwritable");
        }
    }
}
