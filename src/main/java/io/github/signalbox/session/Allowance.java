package io.github.signalbox.session;

/** How much may wait for one client: so many bytes, and so many messages, of which each costs something, however short it is. */
record Allowance(long bytes, long messages) {

    /** Without this, a million messages of one byte would be within a limit. */
    private static final int SMALLEST_COST = 64;

    private static final int FEWEST_MESSAGES = 64;

    static Allowance of(long bytes) {
        return new Allowance(bytes, Math.max(FEWEST_MESSAGES, bytes / SMALLEST_COST));
    }

    /** Whether that is no more than a part of it. */
    boolean covers(long someBytes, int someMessages, int part) {
        return someBytes <= bytes / part && someMessages <= messages / part;
    }

    /** Whether one more message of that size is too much. */
    boolean isExceeded(long someBytes, int someMessages, int more) {
        return someBytes + more > bytes || someMessages >= messages;
    }
}
