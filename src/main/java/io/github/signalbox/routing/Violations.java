package io.github.signalbox.routing;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Constraints that a request's Params break. The only class that needs Jakarta Validation, which may be absent. */
final class Violations {

    private Violations() {}

    /** Empty if the failure is no violation, or the handler's own fault: a result that breaks its constraints. */
    static Optional<List<FieldProblem>> of(Throwable failure) {
        if (!(failure instanceof ConstraintViolationException violation)
                || violation.getConstraintViolations() == null
                || violation.getConstraintViolations().stream().anyMatch(Violations::isOfResult)) {
            return Optional.empty();
        }
        return Optional.of(violation.getConstraintViolations().stream()
                .map(v -> new FieldProblem(field(v.getPropertyPath()), v.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::message))
                .toList());
    }

    private static boolean isOfResult(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** The path within the Params: the names of method and parameter in front of it mean nothing to a caller. */
    private static String field(Path path) {
        StringJoiner field = new StringJoiner(".");
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PROPERTY) {
                field.add(node.toString());
            }
        }
        return field.toString();
    }
}
