package io.github.signalbox.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * The client may not connect. It is told with an HTTP status, or, where a server offers no way to answer so, with a close
 * code right after the handshake. What it is told are fixed texts; what the log is told names values and the remedy.
 */
public final class Refusal implements Decision {

    /**
     * Seconds. As long as a stop takes by default, so that who obeys comes back to a server that has started anew; and with
     * a thousand clients waiting for a place it is 200 cheap refusals a second.
     */
    private static final String RETRY_AFTER = "5";

    private final Reason reason;
    private final String logText;

    Refusal(Reason reason, String logText) {
        this.reason = reason;
        this.logText = logText;
    }

    /**
     * The HTTP status.
     *
     * @return 403, 429 or 503
     */
    public int status() {
        return reason.status;
    }

    /**
     * The headers of the HTTP answer, besides those that every answer has. By those of CORS, a page of any site may read the
     * refusal, since it cannot read its handshake's; that tells a site that is not allowed no more than that. A page that asks
     * with its visitor's cookies may not: the answer does not depend on them.
     *
     * @return {@code Content-Type}, {@code Access-Control-Allow-Origin}, and with 429 and 503 {@code Retry-After} and leave to
     *     read it
     */
    public Map<String, String> headers() {
        Map<String, String> always =
                Map.of("Content-Type", "application/problem+json", "Access-Control-Allow-Origin", "*");
        if (!reason.passes()) {
            return always;
        }
        Map<String, String> headers = new HashMap<>(always);
        headers.put("Retry-After", RETRY_AFTER);
        headers.put("Access-Control-Expose-Headers", "Retry-After");
        return headers;
    }

    /**
     * The body of the HTTP answer: a problem as in RFC 9457. It is made of constants only, with nothing to escape, and so
     * needs no JSON library in a filter that runs before everything else.
     *
     * @return ASCII
     */
    public String problem() {
        return "{\"title\":\"" + reason.phrase + "\",\"status\":" + reason.status + "}";
    }

    /**
     * The reason in one fixed phrase: the title of the problem, and the reason beside the close code.
     *
     * @return at most 123 bytes of ASCII
     */
    public String reasonPhrase() {
        return reason.phrase;
    }

    /**
     * The close code for where no HTTP status can be given.
     *
     * @return 1008 for an origin, 1013 otherwise
     */
    public int closeCode() {
        return reason.closeCode;
    }

    /**
     * What to log: value, cause and remedy, with the setting to write. The client's text in it is quoted, cut at 100
     * characters, and does not break the line.
     *
     * @return one line, not for the client
     */
    public String logText() {
        return logText;
    }

    @Override
    public String toString() {
        return reason.status + " " + logText;
    }
}
