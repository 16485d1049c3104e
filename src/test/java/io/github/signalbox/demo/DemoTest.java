package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void saysWhereItListens() {
        assertThat(Demo.welcome("127.0.0.1", 9000)).contains("http://127.0.0.1:9000/ ", "ws://127.0.0.1:9000/ws ");
    }

    @Test
    void writesAnAddressOfVersion6AsABrowserTakesIt() {
        assertThat(Demo.welcome("::1", 9000)).contains("http://[::1]:9000/ ", "ws://[::1]:9000/ws ");
    }
}
