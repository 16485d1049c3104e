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

    /** Between two times at which nothing moves. */
    long MOST_GROWTH = 8_000_000;

    /** What all objects take that cannot be collected, where the server is. */
    long liveHeap();

    /**
     * What may be held for all of them, in bytes: for each client {@code max-outbound}, 16 items at the most that the publisher was
     * asked for, and the container's buffers.
     */
    default long mostHeldOfStreams() {
        return 15_000_000;
    }

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
            long held = liveHeap() - before;

            for (int n = 0; n < READ_AT_LAST; n++) {
                for (int i = 0; i < SLOW_READERS; i++) {
                    assertThat(slow.get(i).readText())
                            .startsWith("{\"Id\":" + i + ",\"code\":0,\"msg\":\"next\",\"data\":\"" + n + "x");
                }
            }
            awaitTheyAreAskedForNothingMore(observer, keys);
            long heldAtLast = liveHeap() - before;
            System.out.println(uri() + " holds " + held + " bytes for " + SLOW_READERS + " endless streams, and "
                    + heldAtLast + " after they were read for a while");
            assertThat(held).as("while nothing is read").isLessThan(mostHeldOfStreams());
            assertThat(heldAtLast - held).as("growth while all read slowly").isLessThan(MOST_GROWTH);
        } finally {
            for (RawClient each : slow) {
                each.close();
            }
        }
    }
}
