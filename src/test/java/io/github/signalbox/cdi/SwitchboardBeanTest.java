package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwitchboardBeanTest {

    @Test
    void bearsNothingThatAServerCouldFindItBy() {
        // The extension adds it. GlassFish and Payara find beans by @Singleton, too, and would have two of them.
        assertThat(SwitchboardBean.class.getAnnotations()).isEmpty();
    }
}
