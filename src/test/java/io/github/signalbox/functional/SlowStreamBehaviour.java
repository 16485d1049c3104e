package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.newKey;
import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Endless streams of large items, to clients that do not read, or slowly: the server's heap stays as it is. */
interface SlowStreamBehaviour extends Target {

    /** Some servers have five threads for clients, and no way to leave one unread without a thread. */
    int SLOW_READERS = 4;

    int LARGE_ITEM = 50_000;

    /** How many of each stream are read at last, 80 MB in all. */
    int READ_AT_LAST = 400;

    /** How many times in a row the publishers are seen to be asked for nothing more. */
    int UNCHANGED = 50;

    /**
     * Each client has {@code max-outbound}, 16 items at the most that the publisher was asked for, and the container's buffers. Of
     * each stream, the kernel has taken more than that.
     */
    long MOST_HELD_OF_STREAMS = 15_000_000;

    /** What all objects take that cannot be collected, where the server is. */
    long liveHeap();

    private static List<String> told(TextClient observer, List<String> keys) throws Exception {
        List<String> told = new ArrayList<>();
        for (String key : keys) {
            told.add(observer.ask(request("it.streamed", key)));
        }
        return told;
    }

    private static void awaitTheyAreAskedForNothingMore(TextClient observer, List<String> keys) throws Exception {
        AtomicReference<List<String>> before = new AtomicReference<>(List.of());
        int[] unchanged = {0};
        Await.until("they are asked for nothing more", () -> {
            List<String> now = told(observer, keys);
            boolean same =
                    now.equals(before.getAndSet(now)) && now.stream().noneMatch(each -> each.contains("\"sent\":0"));
            unchanged[0] = same ? unchanged[0] + 1 : 0;
            return unchanged[0] >= UNCHANGED;
        });
    }

    @Test
    default void holdsNoMoreOfEndlessStreamsThanItsLimitsForWhoDoesNotRead() throws Exception {
        List<String> keys = new ArrayList<>();
        List<RawClient> slow = new ArrayList<>();
        try (TextClient observer = connect()) {
            for (int i = 0; i < SLOW_READERS; i++) {
                keys.add(newKey());
                slow.add(RawClient.connect(uri(), 8192).upgraded());
            }
            told(observer, keys);
            long before = liveHeap();
            for (int i = 0; i < SLOW_READERS; i++) {
                slow.get(i)
                        .text(request(
                                i,
                                "it.stream",
                                "{\"key\":" + keys.get(i) + ",\"count\":" + Integer.MAX_VALUE + ",\"size\":"
                                        + LARGE_ITEM + "}"));
            }
            awaitTheyAreAskedForNothingMore(observer, keys);
            assertThat(liveHeap() - before).as("while nothing is read").isLessThan(MOST_HELD_OF_STREAMS);

            for (int n = 0; n < READ_AT_LAST; n++) {
                for (int i = 0; i < SLOW_READERS; i++) {
                    assertThat(slow.get(i).readText())
                            .startsWith("{\"Id\":" + i + ",\"code\":0,\"msg\":\"next\",\"data\":\"" + n + "x");
                }
            }
            awaitTheyAreAskedForNothingMore(observer, keys);
            long held = liveHeap() - before;
            System.out.println(uri() + " holds " + held + " bytes for " + SLOW_READERS + " endless streams");
            assertThat(held).as("after all have read slowly").isLessThan(MOST_HELD_OF_STREAMS);
        } finally {
            for (RawClient each : slow) {
                each.close();
            }
        }
    }
}
