package io.github.signalbox.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Memory to write messages to before their size is known, used again by whoever comes next. Thread-safe.
 *
 * <p>Not one for each thread: virtual threads come and go with their work, and a container's outlive the application.
 */
final class SpareMemory {

    private static final int USUAL_SIZE = 1024;
    private static final int LARGEST_KEPT = 128 * 1024;

    /** A power of two, and more than threads that run at once. */
    private static final int PLACES = 64;

    private static final AtomicReferenceArray<byte @Nullable []> KEPT = new AtomicReferenceArray<>(PLACES);

    private SpareMemory() {}

    static byte[] take() {
        byte[] kept = KEPT.getAndSet(place(), null);
        return kept == null ? new byte[USUAL_SIZE] : kept;
    }

    static void giveBack(byte[] memory) {
        if (memory.length <= LARGEST_KEPT) {
            KEPT.lazySet(place(), memory);
        }
    }

    /** The same for a thread, so that it mostly finds what its processor has at hand. */
    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
