package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Connection;
import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveConnectionTest {

    private final QueuedThreads threads = new QueuedThreads();
    private final FakeTransport transport = FakeTransport.reading();
    private Bench bench = new Bench(threads);

    @Test
    void tellsOfItsOpeningBeforeTheFirstRequestIsHandled() {
        bench.quickRoute("echo", (params, call) -> bench.events.add("handled"));
        LiveConnection connection = bench.connect(transport);
        bench.receive(connection, "{\"Route\":\"echo\"}");
        assertThat(bench.events).isEmpty();

        threads.run();

        assertThat(bench.events).containsExactly("opened c1", "handled");
    }

    @Test
    void tellsOfItsClosingAfterTheLastHandlerAndOnlyOnce() {
        bench.route("leave", (params, call) -> {
            ((LiveConnection) call.connection()).closed(1000);
            ((LiveConnection) call.connection()).closed(1000);
            bench.events.add("returned");
            return null;
        });
        LiveConnection connection = bench.connect(transport);
        bench.receive(connection, "{\"Route\":\"leave\"}");

        threads.run();

        assertThat(bench.events).containsExactly("opened c1", "returned", "closed c1");
        assertThat(bench.registry.count()).isZero();
        assertThat(bench.admission.open()).isZero();
        assertThat(connection.gone()).isDone();
    }

    @Test
    void tellsOfItsOpeningFirstEvenIfItIsGoneBefore() {
        LiveConnection connection = bench.unopened(transport);

        connection.closed(1006);
        connection.open();
        threads.run();

        assertThat(bench.events).containsExactly("opened c1", "closed c1");
    }

    @Test
    void closesWith1011IfAnObserverOfItsOpeningThrowsAndHandlesNothing() {
        bench.failObservers(new IllegalStateException("no"));
        bench.route("any", (params, call) -> bench.events.add("handled"));
        LiveConnection connection = bench.connect(transport);
        bench.receive(connection, "{\"Route\":\"any\"}");

        threads.run();

        assertThat(transport.frames()).containsExactly("CLOSE 1011 Server error");
        assertThat(bench.events).containsExactly("opened c1");
        assertThat(bench.log.lines()).anyMatch(line -> line.startsWith("ERROR c1 failed in @Opened: "));
    }

    @Test
    void isGoneEvenIfAnObserverOfItsClosingThrows() {
        LiveConnection connection = opened();
        bench.failObservers(new IllegalStateException("no"));

        connection.closed(1000);
        threads.run();

        assertThat(connection.gone()).isDone();
        assertThat(bench.log.lines()).anyMatch(line -> line.startsWith("ERROR c1 failed in @Closed: "));
    }

    @Test
    void sendsEvents() {
        LiveConnection connection = opened();

        connection.send("news", Map.of("n", 1));
        connection.send("none", null);

        assertThat(transport.frames())
                .containsExactly("{\"Route\":\"news\",\"Params\":{\"n\":1}}", "{\"Route\":\"none\",\"Params\":null}");
    }

    @Test
    void sendsFromAnObserverOfItsOpening() {
        LiveConnection connection = bench.connect(transport);

        connection.send("before", null);

        assertThat(transport.frames()).hasSize(1);
    }

    @Test
    void dropsWhatIsSentToAClosedConnection() {
        LiveConnection connection = opened();
        connection.attributes().put("name", "Ada");
        connection.closed(1000);

        connection.send("late", null);
        connection.close(1000, "late");
        threads.run();

        assertThat(transport.frames()).isEmpty();
        assertThat(connection.attributes()).containsEntry("name", "Ada");
    }

    @Test
    void closesAfterWhatWasSentAndOnlyOnce() {
        LiveConnection connection = opened();
        connection.send("bye", null);
        connection.close(4000, "first");
        connection.close(4001, "second");
        connection.closeNow(1008, "third");
        connection.send("late", null);
        threads.run();

        assertThat(transport.frames()).containsExactly("{\"Route\":\"bye\",\"Params\":null}", "CLOSE 4000 first");
    }

    @Test
    void refusesACloseCodeThatMustNotBeSent() {
        LiveConnection connection = opened();

        assertThatThrownBy(() -> connection.close(1006, "lost")).isInstanceOf(IllegalArgumentException.class);
        threads.run();

        assertThat(transport.frames()).isEmpty();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void handlesNothingAfterItBeganToClose() {
        bench.route("any", (params, call) -> bench.events.add("handled"));
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"any\"}");
        connection.close(1000, "bye");
        bench.receive(connection, "{\"Route\":\"any\"}");

        threads.run();

        assertThat(bench.events).containsExactly("opened c1");
        assertThat(transport.frames()).containsExactly("CLOSE 1000 bye");
    }

    @Test
    void refusesBinaryMessages() {
        LiveConnection connection = opened();

        connection.receiveBinary();
        threads.run();

        assertThat(transport.frames()).containsExactly("CLOSE 1003 Text messages only");
        assertThat(bench.log.lines()).contains("INFO c1 closing with 1003: Text messages only");
    }

    @Test
    void refusesAMessageLargerThanTheLimitInBytes() {
        bench = new Bench(threads, settings().maxMessageSize(100));
        bench.quickRoute("a", (params, call) -> "ok");
        LiveConnection connection = opened();
        String frame = "{\"Route\":\"a\",\"Params\":\"%s\"}";
        String fits = String.format(frame, "é".repeat((100 - frame.length() + 2) / 2));

        bench.receive(connection, fits);
        assertThat(transport.frames()).containsExactly("\"ok\"");

        bench.receive(connection, String.format(frame, "é".repeat(40)));
        threads.run();
        assertThat(transport.frames()).endsWith("CLOSE 1009 Message too large");
    }

    @Test
    void closesAClientThatReadsTooSlowly() {
        FakeTransport stalled = FakeTransport.stalled();
        bench = new Bench(threads, settings().maxOutbound(100));
        LiveConnection connection = bench.connect(stalled);

        for (int i = 0; i < 10; i++) {
            connection.send("news", "0123456789");
        }
        threads.run();

        assertThat(stalled.frames()).hasSize(2).endsWith("CLOSE 1013 Client reads too slowly");
    }

    @Test
    void leavesTheSocketToAContainerThatIsClosingIt() {
        FakeTransport closing = FakeTransport.stalled();
        LiveConnection connection = bench.connect(closing);
        connection.send("news", null);
        closing.lose();

        closing.complete(new IOException("closing"));
        assertThat(closing.aborted()).isFalse();
        assertThat(connection.isOpen()).isTrue();
        bench.tick(connection);
        threads.run();

        assertThat(closing.aborted()).isFalse();
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
    }

    @Test
    void handlesNoMoreRequestsOfAClientThatDoesNotReadItsAnswers() {
        FakeTransport stalled = FakeTransport.stalled();
        bench = new Bench(threads, settings().maxOutbound(200));
        bench.route("ask", (params, call) -> "x".repeat(60));
        bench.quickRoute("askNow", (params, call) -> "x".repeat(60));
        LiveConnection connection = bench.connect(stalled);
        threads.run();

        for (int i = 0; i < 10; i++) {
            bench.receive(connection, "{\"Route\":\"ask\"}");
            bench.receive(connection, "{\"Route\":\"askNow\"}");
        }
        threads.run();
        for (int i = 0; i < 19; i++) {
            assertThat(stalled.frames()).hasSize(i + 1);
            stalled.complete(null);
            threads.run();
        }

        assertThat(stalled.frames()).hasSize(20).allMatch(frame -> frame.startsWith("\"xxx"));
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void closesAClientThatReadsNoneOfItsAnswers() {
        FakeTransport stalled = FakeTransport.stalled();
        bench = new Bench(threads, settings().maxOutbound(100).maxPending(2));
        bench.route("ask", (params, call) -> "x".repeat(60));
        LiveConnection connection = bench.connect(stalled);
        threads.run();
        for (int i = 0; i < 5; i++) {
            bench.receive(connection, "{\"Route\":\"ask\"}");
        }
        threads.run();
        assertThat(stalled.paused()).isTrue();
        bench.tick(connection);

        bench.pass(Duration.ofSeconds(20));
        bench.tick(connection);
        assertThat(connection.isOpen()).isTrue();
        bench.pass(Duration.ofSeconds(1));
        bench.tick(connection);
        threads.run();

        assertThat(stalled.frames()).hasSize(2).endsWith("CLOSE 1013 Client reads too slowly");
        assertThat(stalled.paused()).as("its close frame has to be read").isFalse();
        connection.closed(1013);
        threads.run();
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
    }

    @Test
    void letsAContainerThatCannotSendAnswerTheCloseFrameThatItHasJustReceived() {
        FakeTransport closing = FakeTransport.stalled();
        LiveConnection connection = bench.connect(closing);
        connection.send("news", null);

        closing.complete(new IOException("the channel is closing"));
        bench.pass(Duration.ofMillis(999));
        bench.tick(connection);
        connection.closed(1000);
        bench.pass(Duration.ofSeconds(1));
        bench.tick(connection);
        threads.run();

        assertThat(closing.aborted()).isFalse();
        assertThat(bench.log.lines()).endsWith("INFO c1 closed with 1000");
    }

    @Test
    void dropsAConnectionThatTheContainerCannotSendOn() {
        FakeTransport stalled = FakeTransport.stalled();
        LiveConnection connection = bench.connect(stalled);
        connection.send("news", null);

        stalled.complete(new IOException("reset"));
        bench.pass(Duration.ofMillis(1001));
        bench.tick(connection);
        threads.run();

        assertThat(stalled.aborted()).isTrue();
        assertThat(bench.events).containsExactly("opened c1", "closed c1");
        assertThat(bench.log.lines()).endsWith("INFO c1 closed with 1006");
    }

    @Test
    void sweepsAConnectionWhoseContainerForgotToTell() {
        LiveConnection connection = opened();
        transport.lose();

        bench.tick(connection);
        threads.run();

        assertThat(bench.events).endsWith("closed c1");
        assertThat(bench.admission.open()).isZero();
    }

    @Test
    void pingsAClientThatIsSilentAndClosesItIfItStaysSo() {
        LiveConnection connection = opened();
        bench.pass(Duration.ofSeconds(26));
        bench.tick(connection);
        threads.run();
        assertThat(transport.frames()).containsExactly("PING");

        bench.pass(Duration.ofSeconds(21));
        bench.tick(connection);
        threads.run();

        assertThat(transport.frames()).containsExactly("PING", "CLOSE 1013 No answer to ping");
    }

    @Test
    void asksAClientThatIsStillReadingALongMessageBeforeItCountsItAsDead() {
        FakeTransport slow = FakeTransport.stalled();
        LiveConnection connection = bench.connect(slow);
        connection.send("long", null);
        bench.pass(Duration.ofSeconds(26));
        bench.tick(connection);
        threads.run();

        slow.complete(null);
        assertThat(slow.frames()).endsWith("PING");
        connection.heardPong();
        bench.pass(Duration.ofSeconds(21));
        bench.tick(connection);
        threads.run();

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void dropsAClientThatDoesNotAnswerTheClosingHandshake() {
        LiveConnection connection = opened();
        connection.close(1000, "bye");
        threads.run();
        bench.pass(Duration.ofSeconds(20));
        bench.tick(connection);
        assertThat(transport.aborted()).isFalse();

        bench.pass(Duration.ofSeconds(1));
        bench.tick(connection);
        threads.run();

        assertThat(transport.aborted()).isTrue();
        assertThat(bench.events).endsWith("closed c1");
    }

    @Test
    void pausesTheClientThatSendsMoreThanItsHandlersCanTake() {
        bench = new Bench(threads, settings().maxPending(4));
        bench.route("slow", (params, call) -> params);
        LiveConnection connection = opened();
        for (int i = 0; i < 4; i++) {
            bench.receive(connection, "{\"Route\":\"slow\",\"Params\":" + i + "}");
        }
        assertThat(transport.paused()).isTrue();
        bench.pass(Duration.ofMinutes(2));
        bench.tick(connection);

        threads.run();

        assertThat(transport.paused()).isFalse();
        assertThat(transport.frames()).as("pinged, for the write may fail").containsExactly("0", "1", "2", "3", "PING");
    }

    @Test
    void isNotHeldUpByAnApplicationThatLocksIt() throws Exception {
        LiveConnection connection = opened();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = CompletableFuture.supplyAsync(() -> {
            synchronized (connection) {
                locked.countDown();
                return await(closed);
            }
        });
        locked.await();

        connection.close(1000, "bye");
        connection.closed(1000);
        closed.countDown();

        assertThat(inTime.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void drainsWhenAllThatWasTakenIsAnsweredAndSent() {
        FakeTransport stalled = FakeTransport.stalled();
        bench.route("slow", (params, call) -> "done");
        LiveConnection connection = bench.connect(stalled);
        threads.run();
        bench.receive(connection, "{\"Route\":\"slow\"}");

        CompletableFuture<Void> quiet = connection.drain();
        bench.receive(connection, "{\"Route\":\"slow\"}");
        assertThat(quiet).isNotDone();
        threads.run();
        assertThat(quiet).as("answered, not sent").isNotDone();
        stalled.complete(null);

        assertThat(quiet).isDone();
        assertThat(stalled.frames()).containsExactly("\"done\"");
    }

    @Test
    void drainsAnAnswerThatIsPending() {
        CompletableFuture<String> result = new CompletableFuture<>();
        bench.route("async", (params, call) -> result);
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"async\",\"Id\":1}");
        threads.run();

        CompletableFuture<Void> quiet = connection.drain();
        assertThat(quiet).isNotDone();
        result.complete("late");

        assertThat(quiet).isDone();
        assertThat(transport.frames()).containsExactly("{\"Id\":1,\"code\":0,\"msg\":\"ok\",\"data\":\"late\"}");
    }

    @Test
    void isQuietOnceItIsGone() {
        bench.route("async", (params, call) -> new CompletableFuture<>());
        LiveConnection connection = opened();
        bench.receive(connection, "{\"Route\":\"async\"}");
        threads.run();
        CompletableFuture<Void> quiet = connection.drain();

        connection.closed(1006);

        assertThat(quiet).isDone();
    }

    @Test
    void tellsWhoItIs() {
        Connection connection = opened();

        assertThat(connection.id()).isEqualTo("c1").isEqualTo(connection.toString());
        assertThat(connection.remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(connection.principal()).isEmpty();
        assertThat(connection.isUserInRole("admin")).isFalse();
        assertThat(bench.registry.find("c1")).containsSame(connection);
        assertThat(bench.registry.find("c2")).isEmpty();
    }

    @Test
    void logsOneLineForEachOfItsSteps() {
        LiveConnection connection = opened();
        connection.closed(1001);
        threads.run();

        assertThat(bench.log.lines()).isEqualTo(List.of("INFO c1 opened from 192.0.2.1", "INFO c1 closed with 1001"));
    }

    private LiveConnection opened() {
        LiveConnection connection = bench.connect(transport);
        threads.run();
        return connection;
    }

    private static SettingsBuilder settings() {
        return Settings.defaults().toBuilder();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
