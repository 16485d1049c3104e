package io.github.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.Connection;
import io.github.signalbox.RouteException;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Connection ANONYMOUS = caller(null);

    @Test
    void letsEverybodyThroughWhereNothingIsSaid() {
        assertThatCode(() -> Access.EVERYBODY.check(ANONYMOUS)).doesNotThrowAnyException();
    }

    @Test
    void letsOneOfTheRolesThrough() {
        Access access = Access.roles(Set.of("admin", "editor"));

        assertThatCode(() -> access.check(caller("ada", "editor"))).doesNotThrowAnyException();
        refuses(access, caller("ada", "reader"), 403, "Not allowed");
        refuses(access, caller("ada"), 403, "Not allowed");
        refuses(access, ANONYMOUS, 401, "Not signed in");
    }

    @Test
    void letsAnybodyWhoIsSignedInThroughForTwoStars() {
        Access access = Access.roles(Set.of("**"));

        assertThatCode(() -> access.check(caller("ada"))).doesNotThrowAnyException();
        refuses(access, ANONYMOUS, 401, "Not signed in");
    }

    @Test
    void letsNobodyThroughWhereAllAreDenied() {
        refuses(Access.NOBODY, caller("ada", "admin"), 403, "Not allowed");
        // Signing in would not help.
        refuses(Access.NOBODY, ANONYMOUS, 403, "Not allowed");
        refuses(Access.roles(Set.of()), ANONYMOUS, 403, "Not allowed");
    }

    @Test
    void trustsNoRoleOfSomebodyWhoIsNotSignedIn() {
        refuses(Access.roles(Set.of("admin")), caller(null, "admin"), 401, "Not signed in");
    }

    @Test
    void keepsItsRolesToItself() {
        Set<String> roles = new HashSet<>(Set.of("admin"));
        Access access = Access.roles(roles);
        roles.add("reader");

        assertThat(access.roles()).containsExactly("admin");
    }

    private static void refuses(Access access, Connection caller, int code, String msg) {
        AbstractThrowableAssert<?, ?> thrown =
                assertThatThrownBy(() -> access.check(caller)).hasMessage(msg);
        thrown.isInstanceOfSatisfying(
                RouteException.class, told -> assertThat(told.code()).isEqualTo(code));
    }

    private static Connection caller(@Nullable String name, String... roles) {
        Principal principal = name == null ? null : () -> name;
        return (Connection) Proxy.newProxyInstance(
                AccessTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "principal" -> Optional.ofNullable(principal);
                    case "isUserInRole" -> Set.of(roles).contains(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
