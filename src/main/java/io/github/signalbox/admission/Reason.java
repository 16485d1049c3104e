package io.github.signalbox.admission;

/** Why a handshake is refused, as the wire has it. */
enum Reason {
    ORIGIN("Origin not allowed", 403, 1008),
    STOPPING("Too many connections", 503, 1013),
    FULL("Too many connections", 503, 1013),
    ADDRESS("Too many connections from this address", 429, 1013);

    final String phrase;
    final int status;
    final int closeCode;

    Reason(String phrase, int status, int closeCode) {
        this.phrase = phrase;
        this.status = status;
        this.closeCode = closeCode;
    }

    /** Whether the same client may find a place later. */
    boolean passes() {
        return this != ORIGIN;
    }
}
