package io.github.signalbox.session;

import java.nio.charset.StandardCharsets;

/** Close codes of RFC 6455 section 7.4 that this server uses, and which of all an application may. */
final class CloseCodes {

    static final int GOING_AWAY = 1001;
    static final int CANNOT_ACCEPT = 1003;
    static final int LOST = 1006;
    static final int TOO_BIG = 1009;
    static final int SERVER_ERROR = 1011;
    static final int TRY_AGAIN_LATER = 1013;

    private static final int MAX_REASON_BYTES = 123;

    private CloseCodes() {}

    static void check(int closeCode, String reason) {
        boolean registered = closeCode >= 1000 && closeCode <= 1014 && closeCode != 1004 && closeCode != 1005;
        boolean sendable = registered && closeCode != LOST && closeCode != 1010;
        if (!sendable && (closeCode < 3000 || closeCode > 4999)) {
            throw new IllegalArgumentException("A server does not send the close code " + closeCode
                    + ": take 1000, 1008 or one from 3000 to 4999.");
        }
        int length = reason.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException("A close reason of " + length
                    + " bytes does not fit into the frame: at most " + MAX_REASON_BYTES + " do.");
        }
    }
}
