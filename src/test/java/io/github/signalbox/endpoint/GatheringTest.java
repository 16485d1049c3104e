package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final int MOST = 16 * 1024;
    private static final int MESSAGES = 40;
    private static final int BETWEEN = 32;

    private final List<String> calls = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private @Nullable Exception failure;
    private final RemoteEndpoint remote = (RemoteEndpoint) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {RemoteEndpoint.class}, (proxy, method, arguments) -> {
                if (failure != null) {
                    throw failure;
                }
                calls.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
                return null;
            });
    private final Gathering gathering = new Gathering(remote, Thread.currentThread(), tasks::add);

    @Test
    void writesTogetherWhatAnswersMessagesThatComeInARow() {
        for (int i = 0; i < 2; i++) {
            gathering.begin();
            assertThat(gathering.tryAdd(1)).isTrue();
            gathering.pause();
        }
        tasks.remove().run();
        assertThat(calls).doesNotContain("flushBatch");

        tasks.remove().run();

        assertThat(calls)
                .containsExactly(
                        "setBatchingAllowed true",
                        "setBatchingAllowed false",
                        "setBatchingAllowed true",
                        "setBatchingAllowed false",
                        "flushBatch");
        assertThat(tasks).isEmpty();
    }

    @Test
    void waitsForAMessageThatHasComeMeanwhile() {
        handle();
        tasks.remove().run();
        handle();
        tasks.remove().run();
        assertThat(calls).doesNotContain("flushBatch");

        tasks.remove().run();

        assertThat(calls).containsOnlyOnce("flushBatch");
        assertThat(tasks).isEmpty();
    }

    @Test
    void beginsAgainWithTheNextMessage() {
        for (int i = 0; i < 2; i++) {
            calls.clear();
            handle();
            tasks.remove().run();
            tasks.remove().run();

            assertThat(calls).containsExactly("setBatchingAllowed true", "setBatchingAllowed false", "flushBatch");
        }
    }

    @Test
    void holdsNothingBackWhenNoMessageIsBeingHandled() {
        assertThat(gathering.tryAdd(1)).isFalse();

        handle();

        assertThat(gathering.tryAdd(1)).isFalse();
    }

    @Test
    void holdsBackNoMoreThanTheSocketMayNotTake() {
        gathering.begin();
        assertThat(gathering.tryAdd(MOST)).isTrue();
        assertThat(gathering.tryAdd(1)).isFalse();
        assertThat(calls)
                .as("written with all before it")
                .containsExactly("setBatchingAllowed true", "setBatchingAllowed false");
        gathering.pause();

        gathering.written(MOST);
        gathering.begin();

        assertThat(gathering.tryAdd(MOST)).isTrue();
    }

    @Test
    void holdsBackFewerMessagesThanUndertowStopsReadingFor() {
        gathering.begin();
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(gathering.tryAdd(1)).isTrue();
        }

        assertThat(gathering.tryAdd(1)).isFalse();
    }

    @Test
    void writesWhileMessagesComeWithoutEnd() {
        for (int i = 0; i < BETWEEN; i++) {
            handle();
        }
        assertThat(calls).doesNotContain("flushBatch");

        handle();

        assertThat(calls).containsOnlyOnce("flushBatch");
    }

    @Test
    void isOnlyForTheThreadThatReads() throws InterruptedException {
        Gathering elsewhere = new Gathering(remote, new Thread(() -> {}), tasks::add);
        elsewhere.begin();
        assertThat(elsewhere.tryAdd(1)).isFalse();
        elsewhere.pause();
        assertThat(calls).isEmpty();

        gathering.begin();
        List<Boolean> added = new ArrayList<>();
        Thread other = new Thread(() -> added.add(gathering.tryAdd(1)));
        other.start();
        other.join();

        assertThat(added).containsExactly(false);
    }

    @Test
    void gathersNothingWhereNoTaskIsTakenAnyMore() {
        Gathering late = new Gathering(remote, Thread.currentThread(), task -> {
            throw new RejectedExecutionException("planned");
        });

        late.begin();

        assertThat(late.tryAdd(1)).isFalse();
        assertThat(calls).doesNotContain("setBatchingAllowed true");
    }

    @Test
    void survivesASessionThatIsGone() {
        for (Exception gone : List.of(new IOException("gone"), new IllegalStateException("gone"))) {
            failure = gone;
            handle();
            tasks.remove().run();
            tasks.remove().run();
        }

        assertThat(calls).isEmpty();
        assertThat(tasks).isEmpty();
    }

    private void handle() {
        gathering.begin();
        gathering.pause();
    }
}
