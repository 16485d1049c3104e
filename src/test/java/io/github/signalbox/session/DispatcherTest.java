package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import io.github.signalbox.RouteException;
import io.github.signalbox.config.Settings;
import io.github.signalbox.routing.Access;
import io.github.signalbox.routing.RouteDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Requests and their answers, on one connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a handler's future is for the dispatcher
class DispatcherTest {

    private final QueuedThreads threads = new QueuedThreads();
    private final FakeTransport transport = FakeTransport.reading();
    private Bench bench = new Bench(threads);

    @Test
    void answersWithTheResultAsItIs() {
        bench.route("echo", (params, call) -> params);

        assertThat(answers("{\"Route\":\"echo\",\"Params\":{\"a\":[1]}}")).containsExactly("{\"a\":[1]}");
        assertThat(answers("{\"Route\":\"echo\"}")).containsExactly("null");
        assertThat(answers("{\"Route\":\"echo\",\"Params\":1,\"Id\":\"x\"}"))
                .containsExactly("{\"Id\":\"x\",\"code\":0,\"msg\":\"ok\",\"data\":1}");
    }

    @Test
    void answersWhatIsNoRequest() {
        assertThat(answers("nonsense", "{}", "{\"Route\":\"$cancel\"}"))
                .hasSize(3)
                .containsOnly("{\"code\":1,\"msg\":\"Invalid JSON payload\",\"data\":null}");
    }

    @Test
    void answersARequestForNoRoute() {
        assertThat(answers("{\"Route\":\"nowhere\",\"Id\":3}"))
                .containsExactly("{\"Id\":3,\"code\":1,\"msg\":\"Handler not found\",\"data\":null}");
    }

    @Test
    void answersWithWhatARouteExceptionSays() {
        bench.route("fail", (params, call) -> {
            throw new RouteException(4711, "No \"way\"", List.of(1, 2));
        });

        assertThat(answers("{\"Route\":\"fail\"}"))
                .containsExactly("{\"code\":4711,\"msg\":\"No \\\"way\\\"\",\"data\":[1,2]}");
        assertThat(bench.log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    void tellsTheLogAndNotTheCallerWhatAnotherExceptionSays() {
        bench.route("fail", (params, call) -> {
            throw new IllegalStateException("secret\nline");
        });

        assertThat(answers("{\"Route\":\"fail\"}"))
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

        assertThat(answers("{\"Route\":\"error\"}", "{\"Route\":\"hostile\"}", "{\"Route\":\"success\"}"))
                .hasSize(3)
                .containsOnly("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
    }

    @Test
    void failsWhatJsonBCannotWrite() {
        bench.route("result", (params, call) -> new Unwritable());
        bench.route("data", (params, call) -> {
            throw new RouteException(7, "with data", new Unwritable());
        });

        assertThat(answers("{\"Route\":\"result\"}", "{\"Route\":\"data\"}"))
                .hasSize(2)
                .containsOnly("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
        assertThat(bench.log.lines())
                .filteredOn(line -> line.startsWith("ERROR"))
                .hasSize(2);
    }

    @Test
    void failsAStreamInsteadOfWritingItsInsides() {
        bench.route("stream", (params, call) -> new SubmissionPublisher<String>());
        bench.route("later", (params, call) -> CompletableFuture.completedFuture(new SubmissionPublisher<String>()));

        assertThat(answers("{\"Route\":\"stream\"}", "{\"Route\":\"later\"}"))
                .hasSize(2)
                .containsOnly("{\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
    }

    @Test
    void refusesParamsThatDoNotBind() {
        bench.routes.register("typed", Point.class, (params, call) -> params);

        assertThat(answers("{\"Route\":\"typed\",\"Params\":{\"x\":\"a\"}}"))
                .containsExactly("{\"code\":422,\"msg\":\"Params do not fit\",\"data\":[{\"field\":\"x\","
                        + "\"message\":\"is not of the kind that this route takes\"}]}");
    }

    @Test
    void asksForSigningIn() {
        bench.routes.add(new RouteDefinition(
                "secret", Void.class, true, Access.roles(Set.of("admin")), (params, call) -> "seen", "test"));

        assertThat(answers("{\"Route\":\"secret\"}"))
                .containsExactly("{\"code\":401,\"msg\":\"Not signed in\",\"data\":null}");
    }

    @Test
    void runsAHandlerThatDoesNotBlockWhereTheMessageArrived() {
        bench.quickRoute("quick", (params, call) -> "now");
        LiveConnection connection = opened();

        bench.receive(connection, "{\"Route\":\"quick\"}");

        assertThat(transport.frames()).containsExactly("\"now\"");
    }

    @Test
    void doesNotLetAQuickHandlerOvertakeASlowOne() {
        bench.route("slow", (params, call) -> "slow");
        bench.quickRoute("quick", (params, call) -> "quick");

        assertThat(answers("{\"Route\":\"slow\"}", "{\"Route\":\"quick\"}")).containsExactly("\"slow\"", "\"quick\"");
    }

    @Test
    void keepsTheOrderWithoutIdsWhileAnAnswerIsPending() {
        CompletableFuture<String> first = new CompletableFuture<>();
        bench.quickRoute("async", (params, call) -> first);
        bench.quickRoute("quick", (params, call) -> "second");
        LiveConnection connection = opened();
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
        LiveConnection connection = opened();
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
        bench = new Bench(threads, Settings.defaults().toBuilder().maxPending(2));
        List<CompletableFuture<String>> results = new ArrayList<>();
        bench.route("async", (params, call) -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            results.add(result);
            return result;
        });
        LiveConnection connection = opened();
        for (int id = 1; id <= 3; id++) {
            bench.receive(connection, "{\"Route\":\"async\",\"Id\":" + id + "}");
        }
        threads.run();
        assertThat(transport.frames())
                .containsExactly("{\"Id\":3,\"code\":429,\"msg\":\"Too many requests\",\"data\":null}");

        results.get(0).complete("a");
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":4}");
        threads.run();

        assertThat(results).hasSize(3);
    }

    @Test
    void answers408AtTheDeadlineAndDropsWhatComesLater() {
        CompletableFuture<String> result = new CompletableFuture<>();
        AtomicReference<Call> call = new AtomicReference<>();
        bench.route("async", (params, request) -> {
            call.set(request);
            return result.copy();
        });
        bench.route("next", (params, request) -> "next");
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"async\"}");
        bench.receive(connection, "{\"Route\":\"next\"}");
        threads.run();
        assertThat(Objects.requireNonNull(call.get()).isCancelled()).isFalse();

        bench.pass(Duration.ofSeconds(10));
        bench.tick(connection);
        threads.run();
        result.complete("late");

        assertThat(transport.frames())
                .containsExactly("{\"code\":408,\"msg\":\"Handler took too long\",\"data\":null}", "\"next\"");
        assertThat(Objects.requireNonNull(call.get()).isCancelled()).isTrue();
    }

    @Test
    void cancelsTheResultThatNobodyWaitsForOnAThreadThatMayBlock() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":1}");
        threads.run();

        bench.pass(Duration.ofSeconds(10));
        bench.tick(connection);
        assertThat(result)
                .as("the clock's thread runs no code of the application")
                .isNotDone();
        threads.run();

        assertThat(result).isCancelled();
        assertThat(bench.log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    void doesNotSendTheNextAnswerWhileTheOneAtTheDeadlineIsOnItsWay() {
        AtomicReference<Exchange> exchange = new AtomicReference<>();
        bench.route("late", (params, call) -> {
            Exchange late = (Exchange) call;
            exchange.set(late);
            // The clock has settled it and stalls just before it sends.
            assertThat(late.trySettle()).isTrue();
            return "too late";
        });
        bench.route("next", (params, call) -> "next");
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"late\"}");
        bench.receive(connection, "{\"Route\":\"next\"}");
        threads.run();
        assertThat(transport.frames()).isEmpty();

        Objects.requireNonNull(exchange.get()).answered();
        threads.run();

        assertThat(transport.frames()).containsExactly("\"next\"");
    }

    @Test
    void givesAQueuedRequestItsWholeTimeFromItsTurnOn() {
        bench.route("slow", (params, call) -> "slow");
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"slow\"}");
        bench.pass(Duration.ofSeconds(15));
        connection.heardPong();
        bench.tick(connection);

        threads.run();

        assertThat(transport.frames()).containsExactly("\"slow\"");
    }

    @Test
    void tellsTheDeadline() {
        AtomicReference<Instant> deadline = new AtomicReference<>();
        bench.route("ask", (params, call) -> {
            deadline.set(call.deadline());
            return call.deadline().equals(call.deadline());
        });
        Instant before = Instant.now();

        assertThat(answers("{\"Route\":\"ask\"}")).containsExactly("true");

        assertThat(deadline.get())
                .isBetween(before.plusSeconds(10), Instant.now().plusSeconds(10));
    }

    @Test
    void logsWhyALateHandlerFailed() {
        bench.route("late", (params, call) -> {
            bench.pass(Duration.ofSeconds(11));
            bench.tick((LiveConnection) call.connection());
            throw new IllegalStateException("the database took its time");
        });

        assertThat(answers("{\"Route\":\"late\"}"))
                .containsExactly("{\"code\":408,\"msg\":\"Handler took too long\",\"data\":null}");
        assertThat(bench.log.lines()).anyMatch(line -> line.contains("the database took its time"));
    }

    @Test
    void cancelsAPendingAnswerHoweverItsIdIsWritten() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":\"a\"}");
        threads.run();

        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":\"\\u0061\"}");
        threads.run();

        assertThat(transport.frames())
                .containsExactly("{\"Id\":\"a\",\"code\":499,\"msg\":\"Cancelled\",\"data\":null}");
        assertThat(result).isCancelled();
    }

    @Test
    void cancelsARequestThatHasNotHadItsTurn() {
        bench.route("slow", (params, call) -> bench.events.add("handled"));
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"slow\",\"Id\":7}");
        bench.receive(connection, "{\"Route\":\"$cancel\",\"Id\":7}");

        threads.run();

        assertThat(transport.frames()).containsExactly("{\"Id\":7,\"code\":499,\"msg\":\"Cancelled\",\"data\":null}");
        assertThat(bench.events).containsExactly("opened c1");
    }

    @Test
    void saysNothingToACancelForNoRequest() {
        assertThat(answers("{\"Route\":\"$cancel\",\"Id\":7}")).isEmpty();
    }

    @Test
    void cancelsEverythingWhenTheConnectionIsGone() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"async\"}");
        bench.receive(connection, "{\"Route\":\"async\"}");
        threads.run();

        connection.closed(1006);
        threads.run();

        assertThat(result).isCancelled();
        assertThat(bench.events).endsWith("closed c1");
        assertThat(transport.frames()).isEmpty();
    }

    @Test
    void takesAStageThatIsCompleteAlready() {
        bench.route("async", (params, call) -> CompletableFuture.completedStage("done"));

        assertThat(answers("{\"Route\":\"async\"}", "{\"Route\":\"async\",\"Id\":1}"))
                .containsExactly("\"done\"", "{\"Id\":1,\"code\":0,\"msg\":\"ok\",\"data\":\"done\"}");
    }

    private List<String> answers(String... messages) {
        LiveConnection connection = opened();
        int before = transport.frames().size();
        for (String message : messages) {
            bench.receive(connection, message);
        }
        threads.run();
        return transport.frames().subList(before, transport.frames().size());
    }

    private LiveConnection opened() {
        LiveConnection connection = bench.connect(transport);
        threads.run();
        return connection;
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
