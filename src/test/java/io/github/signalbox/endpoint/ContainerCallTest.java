package io.github.signalbox.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerCallTest {

    private final List<Boolean> underWay = new ArrayList<>();

    @Test
    void isUnderWayUntilTheOutermostReturns() throws IOException {
        note();
        ContainerCall.make(() -> {
            ContainerCall.make(this::note);
            note();
        });
        note();

        assertThat(underWay).containsExactly(false, true, true, false);
    }

    @Test
    void isOverWhenItFails() {
        assertThatThrownBy(() -> ContainerCall.make(() -> {
                    throw new IOException("planned");
                }))
                .hasMessage("planned");

        assertThat(ContainerCall.isUnderWay()).isFalse();
    }

    private void note() {
        underWay.add(ContainerCall.isUnderWay());
    }
}
