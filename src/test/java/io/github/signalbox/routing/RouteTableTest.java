package io.github.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.session.Together;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private static final RouteHandler<Object, Object> FIRST = (params, call) -> "first";
    private static final RouteHandler<Object, Object> SECOND = (params, call) -> "second";

    private final RouteTable table = new RouteTable(new Binding(Binding.jsonb(new JsonbConfig())));

    @Test
    void registersReplacesAndUnregisters() {
        table.register("a", JsonValue.class, FIRST);
        assertThat(handler("a")).isSameAs(FIRST);

        table.replace("a", JsonValue.class, SECOND);
        assertThat(handler("a")).isSameAs(SECOND);

        assertThat(table.unregister("a")).isTrue();
        assertThat(table.find("a")).isNull();
        assertThat(table.unregister("a")).isFalse();
    }

    @Test
    void registersARouteThatMayBlockAndThatEverybodyMayCall() {
        table.register("a", String.class, FIRST);

        RouteDefinition route = Objects.requireNonNull(table.find("a"));

        assertThat(route.blocking()).isTrue();
        assertThat(route.access()).isEqualTo(Access.EVERYBODY);
        assertThat(route.paramsType()).isEqualTo(String.class);
        assertThat(route.owner()).isEqualTo(FIRST.getClass().getName());
    }

    @Test
    void replacesARouteThatThereIsNot() {
        table.replace("a", Void.class, FIRST);

        assertThat(handler("a")).isSameAs(FIRST);
    }

    @Test
    void refusesANameThatIsTaken() {
        table.register("a", JsonValue.class, FIRST);

        assertThatThrownBy(() -> table.register("a", JsonValue.class, SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The route 'a' is taken, by " + FIRST.getClass().getName()
                        + ": choose another name, or use replace.");
        assertThat(handler("a")).isSameAs(FIRST);
    }

    @Test
    void comparesNamesExactly() {
        table.register("a", JsonValue.class, FIRST);

        assertThat(table.find("A")).isNull();
        assertThat(table.find("a ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "$cancel"})
    void refusesANameThatIsNotAllowed(String name) {
        assertThatThrownBy(() -> table.register(name, JsonValue.class, FIRST))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> table.replace(name, JsonValue.class, FIRST))
                .isInstanceOf(ConfigurationException.class);
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void countsTheCharactersOfAName() {
        String longest = "\ud83d\ude00".repeat(200);
        table.register(longest, JsonValue.class, FIRST);
        assertThat(handler(longest)).isSameAs(FIRST);

        assertThatThrownBy(() -> table.register(longest + "x", JsonValue.class, FIRST))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SBX0103: ")
                .hasMessageContaining("201 characters");
    }

    @Test
    void refusesParamsThatCannotBeBound() {
        assertThatThrownBy(() -> table.register("a", Runnable.class, (params, call) -> null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SBX0105: The route 'a' of ")
                .hasMessageContaining("takes java.lang.Runnable, which JSON-B cannot bind: ");
    }

    @Test
    void addsRoutesOfBeansAndKnowsTheirRoles() {
        table.add(definition("a", Access.roles(Set.of("admin"))));
        table.add(definition("b", Access.roles(Set.of("admin", "editor"))));
        table.declareRoles(Set.of("declared"));

        assertThat(table.roles()).containsExactlyInAnyOrder("admin", "editor", "declared");
        assertThat(table.routes()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void refusesTwoBeansForOneRoute() {
        table.add(definition("a", Access.EVERYBODY));

        assertThatThrownBy(() -> table.add(definition("a", Access.EVERYBODY)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "SBX0101: The route 'a' is answered by Bean.a and by Bean.a: give one of them another name, or"
                                + " remove it.");
    }

    @Test
    void doesNotLetARouteByHandTakeABeansPlaceUnasked() {
        table.add(definition("a", Access.EVERYBODY));

        assertThatThrownBy(() -> table.register("a", JsonValue.class, FIRST)).hasMessageContaining("Bean.a");
    }

    @Test
    void givesACopyOfItsNames() {
        table.register("a", JsonValue.class, FIRST);
        Set<String> names = table.routes();
        table.register("b", JsonValue.class, FIRST);

        assertThat(names).containsExactly("a");
        assertThatThrownBy(() -> names.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void losesNothingWhenManyThreadsChangeIt() throws Exception {
        AtomicInteger firsts = new AtomicInteger();
        Together.run(8, number -> {
            for (int i = 0; i < 200; i++) {
                table.register(number + ":" + i, JsonValue.class, FIRST);
                table.replace("shared", JsonValue.class, SECOND);
                assertThat(handler("shared")).isSameAs(SECOND);
                try {
                    table.register("once" + i, JsonValue.class, FIRST);
                    firsts.incrementAndGet();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("is taken");
                }
                if (i % 2 == 0) {
                    table.unregister(number + ":" + i);
                }
            }
        });

        assertThat(firsts).hasValue(200);
        assertThat(table.routes()).hasSize(8 * 100 + 1 + 200);
    }

    private static RouteDefinition definition(String name, Access access) {
        return new RouteDefinition(name, JsonValue.class, Object.class, true, access, FIRST, "Bean." + name);
    }

    private RouteHandler<Object, Object> handler(String name) {
        RouteDefinition route = table.find(name);
        if (route == null) {
            throw new AssertionError("There is no route " + name);
        }
        return route.handler();
    }
}
