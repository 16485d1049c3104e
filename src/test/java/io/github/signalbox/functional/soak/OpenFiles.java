package io.github.signalbox.functional.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The limit of open files, which every connection counts towards, in the server's process and in this one. */
public final class OpenFiles {

    /** What a server has open besides: archives, logs, its own pipes. */
    private static final int OTHERS = 1000;

    private static final int FEWEST = 100;

    private OpenFiles() {}

    /**
     * How many connections there can be, and a word about it if that is fewer than wanted. The server's process has the limit of
     * this one, whose child it is.
     *
     * @param wanted connections
     * @return so many, or fewer
     */
    public static int affordable(int wanted) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return wanted;
        }
        // A JVM has raised its own limit as far as it may, so this is that of ulimit -Hn.
        long limit = system.getMaxFileDescriptorCount();
        int affordable = (int) Math.min(wanted, limit - OTHERS);
        String remedy = wanted + " connections need " + (wanted + OTHERS) + " open files, and the limit is " + limit
                + ": raise it (ulimit -Hn, or LimitNOFILE of the service)";
        if (affordable < FEWEST) {
            throw new IllegalStateException(remedy);
        }
        if (affordable < wanted) {
            System.out.println(remedy + "; " + affordable + " are tried");
        }
        return affordable;
    }
}
