package io.github.signalbox.routing;

import io.github.signalbox.RouteException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told when its request fails. The one place where an exception becomes a code.
 *
 * @param code a {@link FailureCode}'s, or that of a {@link RouteException}
 * @param msg never an exception's text, except a {@link RouteException}'s
 * @param data null, or any JSON-B type
 * @param unexpected what the caller is not told and the log must have; null where the failure says all
 */
public record Failure(
        int code,
        String msg,
        @Nullable Object data,
        @Nullable Throwable unexpected) {

    /** What is told of Params that do not fit; {@code data} is a list of {@link FieldProblem}s then. */
    public static final String MISFIT = "Params do not fit";

    private static final String HANDLER_FAILED = "Handler failed";

    /** Containers wrap what a handler threw; looked up by name, since the Enterprise Beans API need not be there. */
    private static final Set<String> WRAPPERS = Set.of(
            InvocationTargetException.class.getName(),
            UndeclaredThrowableException.class.getName(),
            CompletionException.class.getName(),
            ExecutionException.class.getName(),
            "jakarta.ejb.EJBException",
            "jakarta.ejb.EJBTransactionRolledbackException");

    /** The text is not JSON, not a request object, or has a bad Id. */
    public static final Failure INVALID = new Failure(FailureCode.FAILED, "Invalid JSON payload", null, null);

    /** There is no such route. */
    public static final Failure NOT_FOUND = new Failure(FailureCode.FAILED, "Handler not found", null, null);

    /** The request has no Id by which the caller could tell the items of the stream. */
    public static final Failure NEEDS_ID = new Failure(FailureCode.FAILED, "A stream needs an Id", null, null);

    /** The handler went past its deadline. */
    public static final Failure TOO_LATE = new Failure(FailureCode.TOO_LATE, "Handler took too long", null, null);

    /** Too many asynchronous answers and streams are pending on the connection. */
    public static final Failure TOO_MANY = new Failure(FailureCode.TOO_MANY, "Too many requests", null, null);

    /** The caller cancelled the request. */
    public static final Failure CANCELLED = new Failure(FailureCode.CANCELLED, "Cancelled", null, null);

    /** The server ends a stream that would go on. */
    public static final Failure STOPPING = new Failure(FailureCode.STOPPING, "Server is stopping", null, null);

    /**
     * Checks the code: that of a {@link RouteException} may come from a subclass, and 0 means success on the wire.
     *
     * @param code at least 1
     * @param msg what the caller is told
     * @param data null, or any JSON-B type
     * @param unexpected for the log, or null
     * @throws IllegalArgumentException if the code is less than 1
     */
    public Failure {
        if (code < 1) {
            throw new IllegalArgumentException("The code of a failure is at least 1, not " + code);
        }
    }

    private Failure(FailureCode code, String msg, @Nullable Object data, @Nullable Throwable unexpected) {
        this(code.code(), msg, data, unexpected);
    }

    /**
     * What a handler threw, or binding did.
     *
     * @param thrown anything, errors included
     * @return what the caller is told
     * @throws RuntimeException whatever an exception of the application's throws when it is asked what it says
     */
    public static Failure of(Throwable thrown) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof RouteException told) {
            String msg = told.getMessage();
            return new Failure(told.code(), msg == null ? HANDLER_FAILED : msg, told.data(), null);
        }
        if (failure instanceof BindingException misfit) {
            return unprocessable(misfit.problems());
        }
        Optional<List<FieldProblem>> violations = violations(failure);
        return violations.isPresent() ? unprocessable(violations.get()) : unexpected(failure);
    }

    /**
     * A failure that the caller is told nothing about.
     *
     * @param cause for the log
     * @return code 1, {@code Handler failed}
     */
    public static Failure unexpected(Throwable cause) {
        return new Failure(FailureCode.FAILED, HANDLER_FAILED, null, cause);
    }

    private static Failure unprocessable(List<FieldProblem> problems) {
        return new Failure(FailureCode.UNPROCESSABLE, MISFIT, problems, null);
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while (WRAPPERS.contains(failure.getClass().getName()) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static Optional<List<FieldProblem>> violations(Throwable failure) {
        try {
            return Violations.of(failure);
        } catch (LinkageError e) {
            // No Jakarta Validation here: then nothing can have thrown its exception either.
            return Optional.empty();
        }
    }
}
