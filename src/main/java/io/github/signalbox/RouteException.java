package io.github.signalbox;

import org.jspecify.annotations.Nullable;

/**
 * What a caller is told when its request fails: a code, a message and, if that helps, data.
 *
 * <p>This is the only exception of a handler whose text reaches the caller. Anything else that a handler throws is answered
 * with {@code Handler failed} and logged.
 */
public class RouteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The code of a failure that has no code of its own. */
    public static final int GENERAL = 1;

    /** The answer's {@code code}. */
    private final int code;

    /** The answer's {@code data}: bound with JSON-B when the answer is written, hence not part of the serial form. */
    private final transient @Nullable Object data;

    /**
     * A failure with code 1 and no data.
     *
     * @param msg the answer's {@code msg}
     */
    public RouteException(String msg) {
        this(GENERAL, msg, null);
    }

    /**
     * A failure without data.
     *
     * @param code the answer's {@code code}, at least 1; 0 means success on the wire and is refused
     * @param msg the answer's {@code msg}
     * @throws IllegalArgumentException if the code is less than 1
     */
    public RouteException(int code, String msg) {
        this(code, msg, null);
    }

    /**
     * A failure with data.
     *
     * @param code the answer's {@code code}, at least 1; 0 means success on the wire and is refused
     * @param msg the answer's {@code msg}
     * @param data the answer's {@code data}: any JSON-B type, or null
     * @throws IllegalArgumentException if the code is less than 1
     */
    public RouteException(int code, String msg, @Nullable Object data) {
        super(msg);
        if (code < 1) {
            throw new IllegalArgumentException("The code of a failure is at least 1, not " + code);
        }
        this.code = code;
        this.data = data;
    }

    /**
     * The answer's {@code code}.
     *
     * @return at least 1
     */
    public int code() {
        return code;
    }

    /**
     * The answer's {@code data}.
     *
     * @return null if there is none, and after serialization
     */
    public @Nullable Object data() {
        return data;
    }
}
