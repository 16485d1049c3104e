package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.signalbox.RouteException;
import io.github.signalbox.demo.Hello.Greeting;
import io.github.signalbox.demo.Hello.Guest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelloTest {

    private final Hello hello = new Hello();

    @Test
    void greetsByName() {
        assertThat(hello.hello(new Guest("Ada"))).isEqualTo(new Greeting("Hello, Ada!"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void asksForAName(@Nullable String name) {
        assertThatExceptionOfType(RouteException.class)
                .isThrownBy(() -> hello.hello(new Guest(name)))
                .withMessage("hello needs a name, for example {\"name\":\"Ada\"}");
    }

    @Test
    void asksForParams() {
        assertThatExceptionOfType(RouteException.class).isThrownBy(() -> hello.hello(null));
    }
}
