package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Audience;
import io.github.signalbox.config.Settings;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveAudienceTest {

    private static final String NEWS = "{\"Route\":\"news\",\"Params\":1}";

    private final QueuedThreads threads = new QueuedThreads();
    private final FakeTransport ada = FakeTransport.reading();
    private final FakeTransport bob = FakeTransport.reading();
    private Bench bench = new Bench(threads);

    /** Counts how often it is written. */
    public static class Counted {

        private final AtomicInteger written = new AtomicInteger();

        public int getNumber() {
            return written.incrementAndGet();
        }
    }

    /** Cannot be written. */
    public static class Broken {

        public int getNumber() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    void sendsToEveryone() {
        Audience all = bench.registry.all();
        assertThat(all.count()).isZero();
        bench.connect(ada);
        LiveConnection second = bench.connect(bob);

        all.send("news", 1);
        assertThat(all.count()).isEqualTo(2);
        second.closed(1000);
        all.send("news", 1);

        assertThat(ada.frames()).containsExactly(NEWS, NEWS);
        assertThat(bob.frames()).containsExactly(NEWS);
        assertThat(all.count()).isEqualTo(1);
    }

    @Test
    void sendsToThoseWhoAreInARoom() {
        Audience tea = bench.registry.room("tea");
        LiveConnection first = bench.connect(ada);
        LiveConnection second = bench.connect(bob);
        first.join("tea");
        second.join("chess");
        tea.send("news", 1);
        assertThat(tea.count()).isEqualTo(1);
        assertThat(first.rooms()).containsExactly("tea");

        second.join("tea");
        first.leave("tea");
        tea.send("news", 2);

        assertThat(ada.frames()).containsExactly(NEWS);
        assertThat(bob.frames()).containsExactly("{\"Route\":\"news\",\"Params\":2}");
    }

    @Test
    void sendsToTheConnectionsOfAUser() {
        FakeTransport again = FakeTransport.reading();
        LiveConnection laptop = connect(ada, "ada");
        connect(again, "ada");
        connect(bob, "bob");
        bench.connect(FakeTransport.reading());
        Audience user = bench.registry.user("ada");

        user.send("news", 1);
        assertThat(user.count()).isEqualTo(2);
        laptop.closed(1000);
        user.send("news", 1);

        assertThat(ada.frames()).containsExactly(NEWS);
        assertThat(again.frames()).containsExactly(NEWS, NEWS);
        assertThat(bob.frames()).isEmpty();
        assertThat(user.count()).isEqualTo(1);
        assertThat(bench.registry.user("eve").count()).isZero();
    }

    @Test
    void countsNobodyInARoomOrForAUserWhoIsClosing() {
        LiveConnection first = connect(ada, "ada");
        LiveConnection second = connect(FakeTransport.stalled(), "ada");
        LiveConnection third = connect(bob, "bob");
        List.of(first, second, third).forEach(each -> each.join("tea"));
        Audience tea = bench.registry.room("tea");
        Audience user = bench.registry.user("ada");
        assertThat(List.of(tea.count(), user.count())).containsExactly(3, 2);

        // None of the clients answers the close frame.
        first.close(1000, "Bye");
        second.closeNow(CloseCodes.TRY_AGAIN_LATER, "Client reads too slowly");
        assertThat(List.of(tea.count(), user.count())).containsExactly(1, 0);
        assertThat(first.rooms()).isEmpty();
        assertThat(bench.registry.count()).isEqualTo(3);
        first.join("tea");
        assertThat(tea.count()).isEqualTo(1);

        first.closed(1000);
        second.closed(1013);
        assertThat(List.of(tea.count(), bench.registry.count())).containsExactly(1, 1);
    }

    @Test
    void forgetsAUserAlthoughThePrincipalGoesByAnotherNameMeanwhile() {
        AtomicInteger asked = new AtomicInteger();
        LiveConnection connection = connect(ada, () -> "name " + asked.incrementAndGet());
        assertThat(bench.registry.user("name 1").count()).isEqualTo(1);

        connection.closed(1000);

        assertThat(bench.registry.user("name 1").count()).isZero();
    }

    @Test
    void writesAnEventOnceHoweverManyReceiveIt() {
        List<FakeTransport> transports = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            FakeTransport transport = FakeTransport.reading();
            transports.add(transport);
            bench.connect(transport);
        }
        Counted counted = new Counted();

        bench.registry.all().send("news", counted);

        assertThat(counted.written).hasValue(1);
        String text = transports.get(0).frames().get(0);
        assertThat(transports)
                .allSatisfy(each -> assertThat(each.frames().get(0)).isSameAs(text));
    }

    @Test
    void writesNothingWhereNobodyIs() {
        bench.connect(ada);
        Counted counted = new Counted();

        bench.registry.room("tea").send("news", counted);

        assertThat(counted.written).hasValue(0);
        assertThat(bench.registry.rooms().isEmpty()).isTrue();
    }

    @Test
    void sendsToNobodyWhatCannotBeWritten() {
        bench.connect(ada);

        assertThatThrownBy(() -> bench.registry.all().send("news", new Broken()))
                .isInstanceOf(RuntimeException.class);

        assertThat(ada.frames()).isEmpty();
    }

    @Test
    void closesAClientThatReadsTooSlowlyAndNobodyElse() {
        bench = new Bench(threads, Settings.defaults().toBuilder().maxOutbound(100));
        FakeTransport stalled = FakeTransport.stalled();
        bench.connect(ada);
        LiveConnection slow = bench.connect(stalled);
        bench.connect(bob);

        for (int i = 0; i < 10; i++) {
            bench.registry.all().send("news", i);
        }
        threads.run();

        assertThat(slow.isOpen()).isFalse();
        assertThat(stalled.frames()).hasSize(2).endsWith("CLOSE 1013 Client reads too slowly");
        assertThat(ada.frames()).hasSize(10);
        assertThat(bob.frames()).hasSize(10);
    }

    @Test
    void goesOnAfterAClientThatIsLostAndDoesNotWaitForWhatThatCauses() {
        FakeTransport dying = FakeTransport.reading();
        dying.stallOnce(done -> done.accept(new IOException("reset")));
        AtomicBoolean told = new AtomicBoolean();
        CompletableFuture<String> result = new CompletableFuture<>();
        CompletableFuture<Void> unused = result.handle((value, thrown) -> {
            told.set(true);
            return null;
        });
        bench.route("async", (params, call) -> result);
        LiveConnection lost = bench.connect(dying);
        bench.receive(lost, "{\"Route\":\"async\",\"Id\":1}");
        threads.run();
        lost.join("tea");
        bench.connect(ada).join("tea");

        bench.registry.room("tea").send("news", 1);
        assertThat(ada.frames()).containsExactly(NEWS);
        assertThat(told).as("run by the sender").isFalse();
        bench.pass(Duration.ofMillis(1001));
        bench.tick(lost);
        threads.run();

        assertThat(told).isTrue();
        assertThat(dying.aborted()).isTrue();
        assertThat(bench.registry.room("tea").count()).isEqualTo(1);
    }

    @Test
    void goesOnAfterAContainerThatThrowsAndClosesThatConnection() {
        FakeTransport broken = FakeTransport.reading();
        broken.stallOnce(done -> {
            throw new AssertionError("a container's own");
        });
        LiveConnection first = bench.connect(ada);
        LiveConnection second = bench.connect(broken);
        LiveConnection third = bench.connect(bob);
        List.of(first, second, third).forEach(each -> each.join("tea"));

        bench.registry.room("tea").send("news", 1);
        threads.run();

        assertThat(ada.frames()).containsExactly(NEWS);
        assertThat(bob.frames()).containsExactly(NEWS);
        assertThat(broken.frames()).endsWith("CLOSE 1011 Server error");
        assertThat(bench.log.lines()).anyMatch(line -> line.startsWith("ERROR c2 failed in news: "));
    }

    @Test
    void keepsTheOrderInWhichOneThreadSends() {
        LiveConnection connection = bench.connect(ada);
        connection.join("tea");

        connection.send("a", null);
        bench.registry.all().send("b", null);
        bench.registry.room("tea").send("c", null);
        connection.send("d", null);

        assertThat(ada.frames())
                .extracting(frame -> frame.charAt("{\"Route\":\"".length()))
                .containsExactly('a', 'b', 'c', 'd');
    }

    @Test
    void endsMembershipWithTheConnection() {
        LiveConnection connection = bench.connect(ada);
        connection.join("tea");
        connection.close(1000, "bye");
        connection.join("chess");
        assertThat(connection.rooms()).as("closing").isEmpty();
        connection.closed(1000);
        connection.join("chess");
        threads.run();

        assertThat(connection.rooms()).isEmpty();
        assertThat(bench.registry.rooms().isEmpty()).isTrue();
    }

    @Test
    void refusesARoomWithoutAName() {
        LiveConnection connection = bench.connect(ada);

        assertThatThrownBy(() -> connection.join("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> connection.leave("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.registry.room("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // an application need not be compiled with it
    void refusesNull() {
        LiveConnection connection = bench.connect(ada);
        Audience all = bench.registry.all();

        assertThatThrownBy(() -> connection.join(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> bench.registry.room(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> bench.registry.user(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> all.send(null, 1)).isInstanceOf(NullPointerException.class);
    }

    private LiveConnection connect(FakeTransport transport, String user) {
        return connect(transport, () -> user);
    }

    private LiveConnection connect(FakeTransport transport, Principal principal) {
        Peer peer = new Peer(principal.hashCode() + "", "192.0.2.1", principal, Set.of());
        LiveConnection connection = bench.unopened(transport, peer, bench.lease());
        assertThat(bench.registry.tryAdd(connection)).isTrue();
        connection.open();
        return connection;
    }
}
