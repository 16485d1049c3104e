package io.github.signalbox.routing;

import java.util.List;

/** Params that do not fit what a handler takes. Its text is for the log; the problems are for the caller. */
public final class BindingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    BindingException(List<FieldProblem> problems) {
        super("Params do not fit: " + problems);
        this.problems = List.copyOf(problems);
    }

    BindingException(List<FieldProblem> problems, Throwable cause) {
        super("Params do not fit: " + problems, cause);
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong, without any text of the JSON-B provider.
     *
     * @return at least one problem
     */
    public List<FieldProblem> problems() {
        return problems;
    }
}
