package io.github.signalbox.routing;

import io.github.signalbox.Connection;
import io.github.signalbox.RouteException;
import java.util.Set;

/**
 * Who may call a route, from {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll}.
 *
 * @param open whether everybody may, signed in or not
 * @param roles otherwise, the roles of which a caller needs one; empty: nobody may
 */
public record Access(boolean open, Set<String> roles) {

    /** Everybody, signed in or not: a route without an annotation. */
    public static final Access EVERYBODY = new Access(true, Set.of());

    /** Nobody: {@code @DenyAll}. */
    public static final Access NOBODY = new Access(false, Set.of());

    /**
     * Copies the roles.
     *
     * @param open whether everybody may
     * @param roles names, perhaps none
     */
    public Access {
        roles = Set.copyOf(roles);
    }

    /**
     * Callers in one of these roles: {@code @RolesAllowed}.
     *
     * @param roles the names; {@code **} means anybody who is signed in, as the servlet specification has it
     * @return the rule
     */
    public static Access roles(Set<String> roles) {
        return new Access(false, roles);
    }

    /**
     * Lets a caller pass who may call.
     *
     * @param caller the connection that the request came from
     * @throws RouteException 401 if signing in might help, 403 if it would not
     */
    public void check(Connection caller) {
        if (open) {
            return;
        }
        if (caller.principal().isEmpty() && !roles.isEmpty()) {
            throw new RouteException(FailureCode.NOT_SIGNED_IN.code(), "Not signed in");
        }
        if (!roles.contains("**") && roles.stream().noneMatch(caller::isUserInRole)) {
            throw new RouteException(FailureCode.NOT_ALLOWED.code(), "Not allowed");
        }
    }
}
