package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodesTest {

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void takesWhatAServerMaySend(int code) {
        assertThatCode(() -> CloseCodes.check(code, "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 999, 1004, 1005, 1006, 1010, 1015, 1016, 2000, 2999, 5000, 65_536})
    void refusesWhatItMayNot(int code) {
        assertThatThrownBy(() -> CloseCodes.check(code, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(code));
    }

    @Test
    void measuresTheReasonInBytes() {
        assertThatCode(() -> CloseCodes.check(1000, "é".repeat(61) + "x")).doesNotThrowAnyException();
        assertThatThrownBy(() -> CloseCodes.check(1000, "é".repeat(62)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("124 bytes");
    }
}
