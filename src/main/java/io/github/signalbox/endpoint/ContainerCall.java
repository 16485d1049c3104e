package io.github.signalbox.endpoint;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call to the container, which may find the connection lost and tell of that on the thread that calls, before it returns. */
interface ContainerCall {

    /** Set while a thread makes one. */
    ThreadLocal<@Nullable Boolean> CURRENT = new ThreadLocal<>();

    /** Calls. */
    void run() throws IOException;

    /** Makes a call, which may lead to others. */
    static void make(ContainerCall call) throws IOException {
        boolean outermost = !isUnderWay();
        CURRENT.set(true);
        try {
            call.run();
        } finally {
            if (outermost) {
                CURRENT.remove();
            }
        }
    }

    /** Whether this thread makes one. */
    static boolean isUnderWay() {
        return CURRENT.get() != null;
    }
}
