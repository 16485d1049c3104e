package io.github.signalbox.routing;

/**
 * The codes of the failures that are the server's own: every one that can come, besides those that an application gives to its
 * {@code RouteException}s. {@code docs/protocol.md} has them with their texts.
 */
public enum FailureCode {
    /** A request that is none, a route that is none, or a handler that failed. */
    FAILED(1, "not a request, no such route, or the handler failed"),
    /** Signing in might help. */
    NOT_SIGNED_IN(401, "not signed in"),
    /** Signing in would not help. */
    NOT_ALLOWED(403, "not allowed"),
    /** The handler went past its deadline. */
    TOO_LATE(408, "too slow"),
    /** The {@code data} is a list of {@link FieldProblem}s. */
    UNPROCESSABLE(422, "the Params do not fit, and data lists what and where"),
    /** Too much is pending on the connection. */
    TOO_MANY(429, "too many requests"),
    /** The caller sent {@code $cancel}. */
    CANCELLED(499, "cancelled by the caller"),
    /** A stream ends that would go on. */
    STOPPING(503, "the server is stopping and ends the stream");

    private final int code;
    private final String meaning;

    FailureCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /**
     * As it stands on the wire.
     *
     * @return 1 or more
     */
    public int code() {
        return code;
    }

    /**
     * Why it comes, for people who read a description of the wire.
     *
     * @return a few words without a full stop
     */
    public String meaning() {
        return meaning;
    }
}
